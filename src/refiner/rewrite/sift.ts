import { BudgetSpent } from '../../core/budget.ts'
import type { Feedback } from '../../core/feedback.ts'
import type { Court, Judged, Screened, Trial } from './trial.ts'
import { judged, screened } from './trial.ts'

export interface SearchBounds {
  /** Programs to run at most. */
  readonly candidates: number
  /** Programs to show the critic at most before any is run. */
  readonly screened: number
  /** What the critic's probability must rise by. */
  readonly margin: number
  /** Programs under way at once. */
  readonly inFlight: number
}

/** Programs that the critic passes, after which no more are looked at: those that come later are less likely. */
const ENOUGH = 12
/** Programs that the critic, without a run, finds less likely than the one to mend by more than this are not run. */
const WORSE = 0.05

/** Shows trials to the critic without a run, likeliest first. */
export const screening = async (
  court: Court,
  trials: readonly Trial[],
  { before, most }: { readonly before: Feedback; readonly most: number },
): Promise<readonly Screened[]> => {
  const kept: Screened[] = []
  let passed = 0
  for (const trial of trials.slice(0, most)) {
    court.means.signal.throwIfAborted()
    const seen = await screened(court, trial)
    if (seen.screen.probability >= before.probability - WORSE) kept.push(seen)
    if (seen.screen.verdict === 'pass' && before.verdict !== 'pass') passed++
    if (passed >= ENOUGH) break
  }
  return kept
}

/** Runs and judges trials, those first that the critic finds likeliest without a run. */
export const trying = async (
  court: Court,
  trials: readonly Screened[],
  { candidates, inFlight }: Pick<SearchBounds, 'candidates' | 'inFlight'>,
): Promise<{ readonly judged: readonly Judged[]; readonly runs: number }> => {
  const order = [...trials].sort((a, b) => b.screen.probability - a.screen.probability || b.prior - a.prior)
  const made: Judged[] = []
  let runs = 0
  while (runs < Math.min(candidates, order.length)) {
    court.means.signal.throwIfAborted()
    const batch = order.slice(runs, Math.min(runs + inFlight, candidates))
    runs += batch.length
    const results = await Promise.allSettled(batch.map((trial) => judged(court, trial)))
    made.push(
      ...results.flatMap((each) => (each.status === 'fulfilled' && each.value !== undefined ? [each.value] : [])),
    )
    const failures = results.flatMap((each): readonly unknown[] => (each.status === 'rejected' ? [each.reason] : []))
    const [fault] = failures.filter((each) => !(each instanceof BudgetSpent))
    if (fault !== undefined) throw fault
    // what was found so far still counts
    if (failures.length > 0) break
    if (made.filter(({ verdict }) => verdict.verdict === 'pass').length >= ENOUGH) break
  }
  return { judged: made, runs }
}
