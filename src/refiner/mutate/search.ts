import { BudgetSpent } from '../../core/budget.ts'
import type { CheckResult } from '../../core/execution.ts'
import { allPass } from '../../core/execution.ts'
import type { Candidate } from './candidate.ts'
import { inOrder } from './in-order.ts'
import { pairsOf } from './pairs.ts'

/** A candidate that was run on the visible checks, those that failed first, until one of them did not pass. */
export interface Trial {
  readonly candidate: Candidate
  readonly source: string
  readonly results: readonly CheckResult[]
}

export interface SearchBounds {
  /** Ids of those among the checks that may err: a mend need not pass them, but should. */
  readonly evidence?: ReadonlySet<string>
  /** Programs to run at most, of a usual size: one that takes long counts as several. */
  readonly maxCandidates: number
  readonly inFlight: number
}

export interface SearchTools {
  make(candidate: Candidate): string | undefined
  run(source: string): Promise<readonly CheckResult[]>
}

/** How much of the budget single edits may use where none of them mends. */
const singlesShare = 0.7
/** After the first mend the search goes on, so that likelier ones among its rivals are seen too. */
const patience = { share: 0.6, atLeast: 150, mends: 40 }
/** How much longer it goes on where no mend agrees with the evidence. */
const doubt = 3

/**
 * The programs that pass every visible check, in the order in which they were found: single edits in order of likelihood;
 * where none mends, pairs of those that changed something for the better.
 */
export const search = async (
  singles: readonly Candidate[],
  tools: SearchTools,
  bounds: SearchBounds,
): Promise<readonly Trial[]> => {
  const first = await explore(singles, tools, { ...bounds, maxCandidates: bounds.maxCandidates * singlesShare })
  if (first.mends.length > 0) return first.mends
  const left = bounds.maxCandidates - first.spent
  const second = await explore(pairsOf(first.trials, singles), tools, { ...bounds, maxCandidates: left })
  return second.mends
}

interface Explored {
  readonly mends: readonly Trial[]
  readonly trials: readonly Trial[]
  readonly spent: number
}

const explore = async (
  candidates: Iterable<Candidate>,
  tools: SearchTools,
  bounds: SearchBounds,
): Promise<Explored> => {
  const trials: Trial[] = []
  const mends: Trial[] = []
  let spent = 0
  let stopAt = bounds.maxCandidates
  try {
    for await (const trial of inOrder(sources(candidates, tools), bounds.inFlight, tryOut(tools))) {
      trials.push(trial)
      spent += costOf(trial)
      if (allPass(trial.results.filter(({ checkId }) => bounds.evidence?.has(checkId) !== true))) {
        const patient = (times = 1): number => patienceFrom(spent, trials.length, times)
        if (mends.length === 0) stopAt = Math.min(stopAt, patient(doubt))
        if (!mends.some(agrees) && agrees(trial)) stopAt = Math.min(stopAt, patient())
        mends.push(trial)
      }
      if (spent >= stopAt || mends.length >= patience.mends) break
    }
  } catch (error) {
    if (!(error instanceof BudgetSpent) || mends.length === 0) throw error // what was found is worth yielding
  }
  return { trials, mends, spent }
}

/** What a program of usual size takes, in ms of cpu time. */
const usualMs = 8

const costOf = ({ results }: Trial): number =>
  1 + Math.floor(results.reduce((sum, { usage }) => sum + usage.cpuMs, 0) / usualMs)

/** It passes all that it was run on, the evidence too. */
export const agrees = ({ results }: Trial): boolean => allPass(results)

/** The least is a number of programs such as were tried so far: those that never end take long, and are no reason to hurry. */
const patienceFrom = (spent: number, tried: number, times: number): number =>
  spent + times * Math.max(spent * patience.share, (patience.atLeast * spent) / tried)

type Draft = Pick<Trial, 'candidate' | 'source'>

function* sources(candidates: Iterable<Candidate>, { make }: SearchTools): Generator<Draft> {
  for (const candidate of candidates) {
    const source = make(candidate)
    if (source !== undefined) yield { candidate, source }
  }
}

const tryOut =
  ({ run }: SearchTools) =>
  async (draft: Draft): Promise<Trial> => ({ ...draft, results: await run(draft.source) })
