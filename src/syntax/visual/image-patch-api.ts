/** What an expression of a visual program is, as far as its text tells. */
export type VisualKind = 'image' | 'images' | 'image list' | 'patch' | 'patches' | 'bool' | 'text' | 'number' | 'list'

export interface Parameter {
  readonly name: string
  readonly optional?: true
  /** What it must be, where anything else fails or makes no sense. */
  readonly kind?: VisualKind
}

export interface Operation {
  readonly parameters: readonly Parameter[]
  readonly gives: VisualKind | undefined
}

const needed = (name: string, kind?: VisualKind): Parameter => ({ name, ...(kind && { kind }) })
const optional = (name: string, kind?: VisualKind): Parameter => ({ name, optional: true, ...(kind && { kind }) })
const sides = (['left', 'lower', 'right', 'upper'] as const).map((side) => needed(side, 'number'))

/** Methods of `ImagePatch` (VDebugger §1). */
export const patchMethods: Readonly<Record<string, Operation>> = {
  find: {
    parameters: [
      needed('object_name', 'text'),
      optional('confidence_threshold', 'number'),
      optional('return_confidence', 'bool'),
    ],
    gives: 'patches',
  },
  exists: { parameters: [needed('object_name', 'text')], gives: 'bool' },
  verify_property: { parameters: [needed('object_name', 'text'), needed('property', 'text')], gives: 'bool' },
  best_text_match: { parameters: [needed('option_list', 'list'), optional('prefix', 'text')], gives: 'text' },
  simple_query: { parameters: [optional('question', 'text')], gives: 'text' },
  compute_depth: { parameters: [], gives: 'number' },
  crop: { parameters: sides, gives: 'patch' },
  overlaps_with: { parameters: sides, gives: 'bool' },
  llm_query: {
    parameters: [needed('question', 'text'), optional('context'), optional('long_answer', 'bool')],
    gives: 'text',
  },
  print_image: { parameters: [optional('size')], gives: undefined },
}

/** Attributes of `ImagePatch`. */
export const patchAttributes: Readonly<Record<string, VisualKind | undefined>> = {
  left: 'number',
  lower: 'number',
  right: 'number',
  upper: 'number',
  width: 'number',
  height: 'number',
  horizontal_center: 'number',
  vertical_center: 'number',
  cropped_image: 'image',
  original_image: 'image',
  parent_img_patch: 'patch',
}

/** Functions and classes that every visual program finds defined. */
export const visualFunctions: Readonly<Record<string, Operation>> = {
  ImagePatch: {
    parameters: [needed('image', 'image'), ...sides.map((side) => ({ ...side, optional: true as const }))],
    gives: 'patch',
  },
  bool_to_yesno: { parameters: [needed('bool_answer')], gives: 'text' },
  distance: { parameters: [needed('patch_a'), needed('patch_b')], gives: 'number' },
  best_image_match: {
    parameters: [needed('list_patches', 'patches'), needed('content', 'list'), optional('return_index', 'bool')],
    gives: 'patch',
  },
  llm_query: {
    parameters: [needed('query', 'text'), optional('context'), optional('long_answer', 'bool')],
    gives: 'text',
  },
}

/** All names that the toolset defines. `math` is the module. */
export const visualNames: ReadonlySet<string> = new Set([
  ...Object.keys(visualFunctions),
  'VideoSegment',
  'math',
  'image',
  'image_dict',
  'image_list',
])

/** Kinds in words. */
export const kindNames: Readonly<Record<VisualKind, string>> = {
  image: 'raw image',
  images: 'dict of images',
  'image list': 'list of images',
  patch: 'ImagePatch',
  patches: 'list of patches',
  bool: 'bool',
  text: 'str',
  number: 'number',
  list: 'list',
}
