import type { Box } from '../core/visual.ts'

/** Pixels of an image: rows from the top, three bytes (red, green, blue) each. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** An image that a backend looks at. */
export interface VisionImage {
  /** The hash of the file's content. */
  readonly hash: string
  readonly path: string
  readonly width: number
  readonly height: number
  /** Decoded when first asked for. */
  pixels(): Promise<Pixels>
}

/** A part of an image, in the frame of the whole image. */
export interface Region {
  readonly image: VisionImage
  readonly box: Box
}

/** What is asked of a backend. Names and questions are text as the program wrote it. */
export type VisionQuestion =
  | { readonly op: 'find'; readonly region: Region; readonly name: string }
  | { readonly op: 'query'; readonly region: Region; readonly question: string }
  | { readonly op: 'verify'; readonly region: Region; readonly name: string; readonly property: string }
  /**
   * Which of the texts describes the region best: a score for each. Several texts may get shares of 1, which say nothing about
   * another region: what is to be compared between regions is asked with one text at a time.
   */
  | { readonly op: 'match'; readonly region: Region; readonly texts: readonly string[] }
  | { readonly op: 'depth'; readonly region: Region }

/** Confidences and scores are from 0 to 1. Boxes are in the frame of the whole image, y upwards. */
export type VisionReply<Question extends VisionQuestion = VisionQuestion> = {
  readonly find: { readonly boxes: readonly (Box & { readonly confidence: number })[] }
  readonly query: { readonly text: string; readonly confidence: number }
  readonly verify: { readonly score: number }
  readonly match: { readonly scores: readonly number[] }
  readonly depth: { readonly depth: number }
}[Question['op']]

/**
 * Answers questions about images. Several at once, in the order of the questions. Throws `EngineError` of boundary `toolset`
 * where one cannot be answered.
 */
export interface VisionBackend {
  readonly name: string
  /** Changes with the answers: part of every cache key. */
  readonly version: string
  /** Pixels that a patch grows by on each side when it is cut out: 10 for detectors of photographs (as published), 0 for exact ones. */
  readonly cropMargin: number
  answer(questions: readonly VisionQuestion[], signal?: AbortSignal): Promise<readonly VisionReply[]>
  close(): Promise<void>
}
