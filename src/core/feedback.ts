import type { Span } from './span.ts'

/** A suspect place. */
export interface Blame {
  readonly span: Span
  /** From 0 to 1; only the order and the ratio within one feedback mean anything. */
  readonly weight: number
  /** For people: why this place, with the values that show it. */
  readonly reason: string
  readonly evidence: readonly Evidence[]
}

/** A step of the trace of one check. */
export interface Evidence {
  readonly checkId: string
  readonly stepId: number
  /** The step in words: `a % b → 14`. */
  readonly text: string
}

export interface Feedback {
  /** The critic's name. */
  readonly from: string
  readonly verdict: 'pass' | 'fail' | 'unsure'
  /** That the program is right, from 0 to 1. */
  readonly probability: number
  readonly message: string
  /** The program with the place at fault marked, where the critic's protocol gives that: what its refiner is shown. */
  readonly marked?: string
  /** Most suspect first. */
  readonly blame: readonly Blame[]
}
