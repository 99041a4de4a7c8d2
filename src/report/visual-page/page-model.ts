/** What the page's script reads: plain JSON, embedded once. Indices count from 0; `step` is an index in `PageRun.steps`. */
export interface PageModel {
  readonly images: readonly { readonly name: string; readonly width: number; readonly height: number }[]
  /** The program as it was and, where it was changed, as it is now. */
  readonly runs: readonly PageRun[]
  /** The first step at which the two runs differ. */
  readonly parting?: number
  /** Where a reader should begin. */
  readonly start: { readonly run: number; readonly step: number }
}

export interface PageRun {
  readonly title: string
  readonly lines: readonly string[]
  /** By line: how often it ran (255: at least so often). */
  readonly ran: readonly number[]
  readonly spans: readonly PageSpan[]
  readonly values: readonly PageValue[]
  readonly frames: readonly PageFrame[]
  readonly steps: readonly PageStep[]
  readonly loops: readonly PageLoop[]
  readonly calls: readonly PageCall[]
  /** By id. */
  readonly patches: Readonly<Record<number, PagePatch>>
  /** The strong suspects: they are marked in the source. */
  readonly blame: readonly PageBlame[]
  /** How the run ended, in words. */
  readonly end: string
  /** Steps that the tracer did not keep, and after which one. */
  readonly gap?: { readonly dropped: number; readonly after: number }
}

/** From line and column, to line and column: 1-based, half-open, in code points. */
export type PageSpan = readonly [fromLine: number, fromColumn: number, toLine: number, toColumn: number]

export interface PageValue {
  readonly type: string
  readonly text: string
  /** Ids of patches. */
  readonly objects?: readonly number[]
}

/** A call of a function, or a comprehension, whose names live in it alone. */
export interface PageFrame {
  readonly name: string
  readonly parent?: number
}

export interface PageStep {
  readonly kind: string
  readonly at: number
  readonly depth: number
  readonly frame: number
  /** Names and indices of values. */
  readonly changed?: readonly (readonly [name: string, value: number])[]
  readonly value?: number
  /** The name of what is called, `True` or `False` of a condition, the number of a turn, or the error. */
  readonly note?: string
}

export interface PageLoop {
  readonly at: number
  readonly depth: number
  /** A comprehension otherwise. */
  readonly isStatement: boolean
  /** Its steps: from this one, up to and without that one. */
  readonly from: number
  readonly to: number
  readonly turns: readonly { readonly number: number; readonly from: number }[]
}

export interface PageCall {
  readonly id: number
  readonly step?: number
  readonly op: string
  readonly text: string
  readonly answer: string
  readonly confidence?: number
  /** Ids of the patches that were asked, and of those that came of it. */
  readonly asked: readonly number[]
  readonly made: readonly number[]
}

/** A rectangle as SVG draws it: y grows downwards from the top edge of the image. `sides` are the program's own numbers. */
export interface PagePatch {
  readonly image: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** `dog .91`. */
  readonly label: string
  readonly sides: string
  /** Id of the call. */
  readonly madeBy: number
}

export interface PageBlame {
  readonly at: PageSpan
  readonly reason: string
}
