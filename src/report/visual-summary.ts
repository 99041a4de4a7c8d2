import type { FaultCause } from '../core/benchmark.ts'
import type { Run } from '../record/run.ts'
import { addSpent, nothingSpent } from '../record/run.ts'
import { mcnemar } from './mcnemar.ts'
import type { VisualFigure } from './visual-figures.ts'
import { visualFigures } from './visual-figures.ts'
import type { VisualOutcome } from './visual-outcome.ts'
import { visualOutcome } from './visual-outcome.ts'
import type { Interval } from './wilson-interval.ts'

/**
 * The figures of a run of visual programs. Absent are those of which there is nothing: without a critic its accuracy,
 * without known places of faults `blameTop1`. Each has its 95 % interval: Wilson's for shares, a bootstrap over questions for
 * `accuracyGain` and `criticBalancedAccuracy`.
 *
 * - `accuracyBefore`, `accuracyAfter`: strict, of the first program and the submission; `accuracyGain` their difference
 * - `lenientBefore`, `lenientAfter`: by the published scorer, but without its fallback
 * - `fallback`: what a plain vision-language model gets on its own; `withFallback`: `lenientAfter` with its answer in place of
 *   none, which is what was published
 * - `criticAccuracy`: the verdict on the first program against `accuracyBefore`; `criticBalancedAccuracy`: the mean of the
 *   shares of wrong programs that were flagged and of right ones that were not
 * - `blameTop1`, `blameTop3`: of wrong programs whose fault's place is known, those whose first (first three) suspects touch it
 * - `refinerSuccess`: of wrong programs, those that became right; `rightToWrong`: of right ones, those that became wrong
 */
export type VisualSummary = Readonly<Partial<Record<VisualFigure, number>>> & {
  /** Tasks with a grade before and after. */
  readonly n: number
  readonly seed: number
  /** Tasks without: the sandbox, the toolset or the model was at fault, or the first program is not graded. */
  readonly ungraded: number
  readonly intervals: Readonly<Partial<Record<VisualFigure, Interval>>>
  /** Rows: wrong, right; columns: flagged, passed. */
  readonly confusion?: readonly [readonly [number, number], readonly [number, number]]
  /** How many of what is wrong in the end is whose fault; `correct` is the rest. */
  readonly breakdown: Readonly<Record<FaultCause | 'correct', number>>
  /** McNemar's exact test of before against after. */
  readonly mcnemar: { readonly better: number; readonly worse: number; readonly p: number }
  readonly cost: {
    readonly modelCalls: number
    readonly tokens: number
    readonly costUsd: number
    readonly executions: number
    readonly cachedExecutions: number
  }
}

/** `seed` is the run's: it seeds the bootstrap too. */
export function visualSummary(run: Run, { seed }: { readonly seed: number }): VisualSummary {
  const all = run.tasks.flatMap((task) => visualOutcome(task) ?? [])
  const better = all.filter(({ before, after }) => !before && after).length
  const worse = all.filter(({ before, after }) => before && !after).length
  const figures = visualFigures(all, seed)
  const { modelCalls, inputTokens, outputTokens, costUsd, executions, cachedExecutions } = run.tasks.reduce(
    (sum, { spent }) => addSpent(sum, spent),
    nothingSpent,
  )
  const confusion = confusionOf(all)
  return {
    n: all.length,
    seed,
    ungraded: run.tasks.length - all.length,
    ...Object.fromEntries(Object.entries(figures).map(([name, { value }]) => [name, value])),
    intervals: Object.fromEntries(Object.entries(figures).map(([name, { interval }]) => [name, interval])),
    ...(confusion && { confusion }),
    breakdown: breakdownOf(all),
    mcnemar: { better, worse, p: mcnemar(better, worse) },
    cost: { modelCalls, tokens: inputTokens + outputTokens, costUsd, executions, cachedExecutions },
  }
}

function confusionOf(all: readonly VisualOutcome[]): VisualSummary['confusion'] {
  if (all.every(({ flagged }) => flagged === undefined)) return undefined
  const count = (right: boolean, flagged: boolean): number =>
    all.filter((outcome) => outcome.before === right && outcome.flagged === flagged).length
  return [
    [count(false, true), count(false, false)],
    [count(true, true), count(true, false)],
  ]
}

function breakdownOf(all: readonly VisualOutcome[]): VisualSummary['breakdown'] {
  const count = (cause: FaultCause): number =>
    all.filter((one) => !one.after && (one.cause ?? 'ambiguous') === cause).length
  return {
    correct: all.filter(({ after }) => after).length,
    'program error': count('program error'),
    'vision error': count('vision error'),
    ambiguous: count('ambiguous'),
  }
}
