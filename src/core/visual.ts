/** Pixels of the original image, y growing upwards from its bottom edge. */
export interface Box {
  readonly left: number
  readonly lower: number
  readonly right: number
  readonly upper: number
}

/** An `ImagePatch` of a program. `id` counts the patches of an execution from 0; `image` is the index in `VisualTask.images`. */
export interface Patch {
  readonly id: number
  readonly image: number
  readonly box: Box
}

/** What a detector found. `label` is what was looked for; `confidence` from 0 to 1. */
export interface FoundPatch extends Patch {
  readonly label: string
  readonly confidence: number
}

/** How the images reach `execute_command`: one, a dict with `left` and `right`, or a list. */
export type VisualInput = 'image' | 'image_dict' | 'image_list'

/** `text` is compared after VQA normalisation, `patch` by IoU. */
export type VisualAnswerKind = 'yes/no' | 'count' | 'text' | 'patch'

/** A question about images, for which a visual program is to be written (VDebugger §1). */
export interface VisualTask {
  /** As a person wrote it: `There is a tower with four blocks.` */
  readonly question: string
  /** The first line of the published prompts, without `# `: `Given an image: Is the statement true? There is a tower …`. */
  readonly query: string
  /** `def execute_command(image) -> str:` */
  readonly header: string
  readonly input: VisualInput
  readonly answer: VisualAnswerKind
  /** Paths of image files; for `image_dict` left then right. */
  readonly images: readonly string[]
}

/**
 * What a visual program asked of its toolset, with the answer: the reading of a `ToolCall` of the toolset `vision`. `args.patch`
 * is the patch whose method was called. `made` are the patches that came of it.
 */
export type VisionCall = { readonly id: number; readonly stepId?: number } & (
  | { readonly op: 'open'; readonly made: readonly Patch[] }
  | { readonly op: 'find'; readonly patch: Patch; readonly name: string; readonly made: readonly FoundPatch[] }
  | { readonly op: 'crop'; readonly patch: Patch; readonly made: readonly Patch[] }
  | {
      readonly op: 'exists'
      readonly patch: Patch
      readonly name: string
      readonly answer: boolean
      readonly confidence: number
    }
  | {
      readonly op: 'verify_property'
      readonly patch: Patch
      readonly name: string
      readonly property: string
      readonly answer: boolean
      readonly confidence: number
    }
  | {
      readonly op: 'best_text_match'
      readonly patch: Patch
      readonly options: readonly string[]
      readonly answer: string
      readonly confidence: number
    }
  | {
      readonly op: 'simple_query'
      readonly patch: Patch
      readonly question: string
      readonly answer: string
      readonly confidence: number
    }
  | { readonly op: 'compute_depth'; readonly patch: Patch; readonly answer: number }
  | {
      readonly op: 'best_image_match'
      readonly patches: readonly Patch[]
      readonly content: readonly string[]
      readonly answer: number
      readonly confidence: number
    }
  | { readonly op: 'llm_query'; readonly question: string; readonly context?: string; readonly answer: string }
  /** The last: what `execute_command` returned. */
  | { readonly op: 'answer'; readonly answer: VisualAnswer }
)

/** `other` is a value that is no answer (a list of patches, None): `text` is its `str`. */
export type VisualAnswer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'patch'; readonly patch: Patch }
  | { readonly kind: 'list'; readonly items: readonly VisualAnswer[] }
  | { readonly kind: 'other'; readonly type: string; readonly text: string }
