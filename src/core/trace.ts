import type { Span } from './span.ts'

/** What is recorded of a run: nothing; which places ran; statements and the names they change; all sub-expressions too. */
export type TraceLevel = 'off' | 'coverage' | 'line' | 'full'

/** A bounded picture of a value at one moment: never the live object, and made without running the program's code. */
export interface ValueView {
  /** `int`, `list`, `Node`. */
  readonly type: string
  /** Python source where the value is plain and small, else a bounded text with `…` where something was left out. */
  readonly text: string
  /** The number of elements of a container, where the text does not show all. */
  readonly length?: number
  /** The same number means the same object: set on mutable values only, so that sharing and cycles can be seen. */
  readonly identity?: number
  /** The numbers of the toolset's objects in it (image patches), in order. */
  readonly objects?: readonly number[]
}

/**
 * One thing that happened. `depth` is the number of program frames below this one.
 * - `call`: a function of the program is entered; `name`, and its arguments in `changed`
 * - `line`: a statement ran; `changed` holds the names whose values differ from the last step of the frame
 * - `value`: an expression was evaluated to `value` (trace level `full`)
 * - `branch`: a condition (`if`, `while`, `and`, `or`, conditional expression, `assert`, comprehension `if`) came out as `taken`
 * - `iterate`: a loop began its iteration number `iteration` (from 1); targets in `changed`
 * - `return`, `yield`: with `value`
 * - `raise`: an exception passes here; `error` is `IndexError: list index out of range`; `caught` where a handler took it
 */
export type Step = StepPlace &
  (
    | { readonly kind: 'call'; readonly name: string; readonly changed: Changed }
    | { readonly kind: 'line'; readonly changed: Changed }
    | { readonly kind: 'value'; readonly value: ValueView }
    | { readonly kind: 'branch'; readonly taken: boolean }
    | { readonly kind: 'iterate'; readonly iteration: number; readonly changed: Changed }
    | { readonly kind: 'return'; readonly value: ValueView }
    | { readonly kind: 'yield'; readonly value: ValueView }
    | { readonly kind: 'raise'; readonly error: string; readonly caught: boolean }
  )

export type Changed = Readonly<Record<string, ValueView>>

export interface StepPlace {
  /** The number of this step in the whole run, from 0: gaps show where steps were dropped. */
  readonly id: number
  readonly at: Span
  readonly depth: number
}

/**
 * Evidence for a reader, never for a verdict: the program could have forged it. Equal places in a trace are one object, so
 * that readers may tell them apart by that.
 */
export interface Trace {
  readonly level: Exclude<TraceLevel, 'off'>
  readonly steps: readonly Step[]
  /** Every place that ran, and how often: complete even where steps were dropped. */
  readonly coverage: readonly Covered[]
  /** Steps left out between head and tail of the run, where the limit was hit; `after` is the id of the last one before the gap. */
  readonly truncated?: { readonly dropped: number; readonly after: number }
}

/** `count` stops at 255 (`255` means: at least so often). */
export interface Covered {
  readonly at: Span
  readonly kind: 'statement' | 'expression'
  readonly count: number
}
