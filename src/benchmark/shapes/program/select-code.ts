import { nameOf, touchTest } from './code-style.ts'
import type { CodeStyle } from './code-style.ts'
import type { Kind, Wall } from '../form/form.ts'
import type { Color } from '../scene/scene.ts'

/** Whether a patch has a colour, as the author finds it out. */
export function colorTest(patch: string, color: Color, style: CodeStyle): string {
  if (style.sees === 'query') return `${patch}.simple_query('What color is this?') == '${color}'`
  if (style.sees === 'match') return `${patch}.best_text_match([${quoted(style.palette)}]) == '${color}'`
  return `${patch}.verify_property('${style.item}', '${color}')`
}

const quoted = (texts: readonly string[]): string => texts.map((text) => `'${text}'`).join(', ')

/** Whether a patch is of a kind. */
export function kindTest(patch: string, { size, color, shape }: Kind, style: CodeStyle): string {
  const shapeSeen =
    style.sees === 'query'
      ? `${patch}.simple_query('What shape is this?') == '${shape}'`
      : `${patch}.verify_property('${style.item}', '${shape}')`
  return [
    ...(color ? [colorTest(patch, color, style)] : []),
    ...(shape ? [shapeSeen] : []),
    ...(size ? [`${patch}.verify_property('${shape ?? style.item}', '${size}')`] : []),
  ].join(' and ')
}

/** What is looked for with `find`, and what is left to test on each patch found. */
export function searched(kind: Kind, style: CodeStyle): { readonly name: string; readonly rest: Kind } {
  const { color, ...others } = kind
  if (style.sees === 'find' || color === undefined) return { name: nameOf(kind, style), rest: {} }
  return { name: nameOf(others, style), rest: { color } }
}

export const patchName = ({ shape }: Kind, style: CodeStyle): string =>
  shape ?? (style.item === 'object' ? 'obj' : style.item)

interface Wanted {
  readonly of: Kind
  readonly touching?: Wall | undefined
}

/** The tests that patches found by name must still pass. */
export function restTests(
  patch: string,
  box: string,
  { wanted, style }: { readonly wanted: Wanted; readonly style: CodeStyle },
): string {
  const { rest } = searched(wanted.of, style)
  const kind = Object.keys(rest).length > 0 ? [kindTest(patch, rest, style)] : []
  const wall = wanted.touching ? [touchTest(patch, box, { wall: wanted.touching, style })] : []
  return [...kind, ...wall].join(' and ')
}

/** An expression: the list of the patches of a kind inside another patch. */
export function selected(wanted: Wanted, within: string, style: CodeStyle): string {
  const patch = patchName(wanted.of, style)
  const found = `${within}.find('${searched(wanted.of, style).name}')`
  const tests = restTests(patch, within, { wanted, style })
  return tests === '' ? found : `[${patch} for ${patch} in ${found} if ${tests}]`
}
