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

/**
 * That a program is right, by what several critics say of it: their odds multiplied, so that one who knows nothing (0.5) changes
 * nothing (independent opinions, even prior). 0.5 where nobody judged.
 */
export const probabilityOf = (feedback: readonly Pick<Feedback, 'probability'>[]): number => {
  const logOdds = feedback.reduce(
    (sum, { probability }) => sum + Math.log(bounded(probability) / (1 - bounded(probability))),
    0,
  )
  return 1 / (1 + Math.exp(-logOdds))
}

/** No critic is so sure that no other can be heard. */
const bounded = (probability: number): number => Math.min(0.999, Math.max(0.001, probability))
