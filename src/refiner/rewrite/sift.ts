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

/** Programs that the critic passes, after which no more are looked at. */
const ENOUGH = 8
/** Nor are those that are less likely, before they are judged, than this share of the likeliest that it passes. */
const UNLIKELY = 0.2
/** After the first that it passes it is shown as many again, and so many more. */
const PATIENCE = 24

/** Shows trials, likeliest first, to the critic without a run. */
export const screening = async (
  court: Court,
  trials: readonly Trial[],
  { before, most }: { readonly before: Feedback; readonly most: number },
): Promise<readonly Screened[]> => {
  const seen: Screened[] = []
  let passed = 0
  let least = 0
  let last = most
  for (const trial of trials.slice(0, most)) {
    court.means.signal.throwIfAborted()
    if (trial.prior < least || passed >= ENOUGH || seen.length >= last) break
    const shown = await screened(court, trial)
    seen.push(shown)
    if (shown.screen.verdict !== 'pass' || before.verdict === 'pass') continue
    if (passed++ === 0) last = 2 * seen.length + PATIENCE
    least = Math.max(least, UNLIKELY * trial.prior)
  }
  return seen
}

/**
 * Trials of which a run can tell more: those that the critic does not fail without one; where there are none, those that it
 * cannot tell from the program itself.
 */
export const open = (trials: readonly Screened[], before: Feedback): readonly Screened[] => {
  const hopeful = trials.filter(({ screen }) => screen.verdict !== 'fail')
  return hopeful.length > 0 ? hopeful : trials.filter(({ screen }) => screen.probability === before.probability)
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
