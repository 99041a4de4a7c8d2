import type { FaultCause, Verdict } from '../core/benchmark.ts'
import { probabilityOf } from '../core/feedback.ts'
import type { TaskRun } from '../record/run.ts'
import { suspectsOf, rankOf } from './blame-rank.ts'

/** What became of one visual program: `true` is right. */
export interface VisualOutcome {
  /** The same for all images of a question. */
  readonly question: string
  readonly before: boolean
  readonly after: boolean
  /** By the published scorer. */
  readonly lenient: { readonly before: boolean; readonly after: boolean }
  /** What a plain model got, where it was asked. */
  readonly fallback?: { readonly strict: boolean; readonly lenient: boolean }
  /** Whether the program that was submitted gave an answer at all. */
  readonly answered: boolean
  /** What the critics said of the first program; absent where none judged. */
  readonly flagged?: boolean
  /** The place of the fault is known: where the critics have it, from 1; `null` where they do not. */
  readonly rank?: number | null
  readonly cause?: FaultCause
}

/**
 * The outcome of a graded task; `undefined` where there is no grade, or none of the program that the run began with.
 *
 * The critics flag the first program when one of them says `fail`, or when together they hold it for wrong (probability
 * below a half). A program that is not flagged has no suspects: its fault is missed.
 */
export function visualOutcome({ attempts, grade, submitted, prompt, failure }: TaskRun): VisualOutcome | undefined {
  if (failure !== undefined || grade === undefined || grade.verdict === 'undecided') return undefined
  const first = attempts[0]
  const unchanged = first !== undefined && submitted?.attemptId === first.id
  const before = grade.before ?? (unchanged ? grade.verdict : undefined)
  if (before === undefined) return undefined
  const lenientAfter = grade.lenient?.after ?? grade.verdict
  const lenientBefore = grade.lenient?.before ?? (unchanged ? lenientAfter : before)
  const feedback = first?.feedback ?? []
  const flagged =
    feedback.length === 0
      ? undefined
      : feedback.some(({ verdict }) => verdict === 'fail') || probabilityOf(feedback) < 0.5
  const { faultLines, fallback, cause } = grade
  return {
    question: prompt,
    before: right(before),
    after: right(grade.verdict),
    lenient: { before: right(lenientBefore), after: right(lenientAfter) },
    answered: grade.actual !== undefined,
    ...(fallback && { fallback: { strict: right(fallback.verdict), lenient: right(fallback.lenient) } }),
    ...(flagged !== undefined && { flagged }),
    ...(flagged !== undefined &&
      faultLines !== undefined && { rank: (flagged ? rankOf(suspectsOf(feedback), faultLines) : undefined) ?? null }),
    ...(cause !== undefined && { cause }),
  }
}

const right = (verdict: Verdict): boolean => verdict === 'pass'
