import type { Box } from '../../../core/visual.ts'
import type { Sight } from './machine.ts'
import type { Given } from './given.ts'
import { argument } from './given.ts'
import type { Value } from './value.ts'
import { PyError, PyPatch, Unread, isList, iterate, textOf, typeName } from './value.ts'

export const patchMethods: ReadonlySet<string> = new Set([
  'find',
  'exists',
  'verify_property',
  'best_text_match',
  'simple_query',
  'compute_depth',
  'crop',
  'overlaps_with',
  'llm_query',
])

/** The attributes of `ImagePatch`: pixels of the original image, y growing upwards. */
export const attributeOfPatch = (patch: PyPatch, name: string, sight: Sight): Value => {
  const { left, lower, right, upper } = patch.box
  switch (name) {
    case 'left':
      return left
    case 'lower':
      return lower
    case 'right':
      return right
    case 'upper':
      return upper
    case 'width':
      return right - left
    case 'height':
      return upper - lower
    case 'horizontal_center':
      return (left + right) / 2
    case 'vertical_center':
      return (lower + upper) / 2
    case 'parent_img_patch':
      return patch.parent ?? null
    case 'original_image':
      return sight.open(patch.image)
    default:
      throw new PyError('AttributeError', `'ImagePatch' object has no attribute '${name}'`)
  }
}

const text = (value: Value | undefined): string => {
  if (typeof value !== 'string')
    throw new PyError('TypeError', `expected a text, got ${value === undefined ? 'nothing' : typeName(value)}`)
  return value
}

/** The methods of `ImagePatch`, answered by what the imagined world shows. */
export const callOfPatch = (patch: PyPatch, name: string, given: Given, sight: Sight): Value => {
  switch (name) {
    case 'find':
      return [...sight.find(patch, text(argument(given, 0, 'object_name')))]
    case 'exists':
      return sight.find(patch, text(argument(given, 0, 'object_name'))).length > 0
    case 'verify_property':
      return sight.verify(
        patch,
        text(argument(given, 0, 'object_name')),
        text(argument(given, 1, 'visual_property') ?? argument(given, 1, 'property')),
      )
    case 'simple_query':
      return sight.query(patch, textOf(argument(given, 0, 'question') ?? 'What is this?'))
    case 'best_text_match': {
      const options = argument(given, 0, 'option_list')
      if (options === undefined || !isList(options)) throw new PyError('TypeError', 'expected a list of options')
      return options[sight.match(patch, options.map(text))] ?? null
    }
    case 'compute_depth':
      return sight.depth(patch)
    case 'crop':
      return crop(patch, given)
    case 'overlaps_with': {
      const [left, lower, right, upper] = numbers(given)
      const box = patch.box
      return box.left <= right! && box.right >= left! && box.lower <= upper! && box.upper >= lower!
    }
    default:
      throw new Unread(name)
  }
}

const numbers = (given: Given): readonly number[] =>
  ['left', 'lower', 'right', 'upper'].map((name, at) => {
    const value = argument(given, at, name)
    if (typeof value !== 'number') throw new PyError('TypeError', `${name} must be a number`)
    return value
  })

const crop = (patch: PyPatch, given: Given): PyPatch => {
  const [left, lower, right, upper] = numbers(given).map(Math.trunc)
  const { box } = patch
  const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value))
  const inner: Box = {
    left: clamp(box.left + left!, box.left, box.right),
    lower: clamp(box.lower + lower!, box.lower, box.upper),
    right: clamp(box.left + right!, box.left, box.right),
    upper: clamp(box.lower + upper!, box.lower, box.upper),
  }
  if (inner.right <= inner.left || inner.upper <= inner.lower) throw new PyError('Exception', 'ImagePatch has no area')
  return new PyPatch(patch.image, inner, patch)
}

/** `distance`: between the edges of two boxes, minus their IoU where they overlap; or of two numbers. */
export const distance = (a: Value, b: Value): number => {
  if (a instanceof PyPatch && b instanceof PyPatch) {
    const wide = Math.max(a.box.left, b.box.left) - Math.min(a.box.right, b.box.right)
    const high = Math.max(a.box.lower, b.box.lower) - Math.min(a.box.upper, b.box.upper)
    if (wide < 0 && high < 0) return -(wide * high) / (area(a.box) + area(b.box) - wide * high)
    return Math.hypot(Math.max(0, wide), Math.max(0, high))
  }
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b)
  throw new PyError('TypeError', 'distance is between two patches or two numbers')
}

const area = ({ left, lower, right, upper }: Box): number => (right - left) * (upper - lower)

/** `best_image_match`: the patch that some text describes best. */
export const bestImageMatch = (given: Given, sight: Sight): Value => {
  const patches = [...iterate(argument(given, 0, 'list_patches') ?? [])]
  const content = argument(given, 1, 'content') ?? []
  const texts = isList(content) ? content.map(text) : [text(content)]
  if (patches.length === 0) return null
  const fits = patches.map((each) =>
    each instanceof PyPatch ? texts.filter((one) => sight.verify(each, 'object', one)).length : 0,
  )
  const at = fits.indexOf(Math.max(...fits))
  return argument(given, 2, 'return_index') === true ? at : patches[at]!
}
