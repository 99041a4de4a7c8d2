import type { Predicate } from './predicates.ts'

/** What was true in one run, by key. */
export type Observed = ReadonlyMap<string, Predicate>

/** A predicate over all runs: in how many it was true, and in how many its question was asked at all. */
export interface Tally {
  readonly trueFailing: number
  readonly truePassing: number
  readonly askedFailing: number
  readonly askedPassing: number
  /** Failing runs in all. */
  readonly failing: number
}

/** The tally of every predicate that was true in a failing run. */
export const tallies = (failing: readonly Observed[], passing: readonly Observed[]): ReadonlyMap<string, Tally> => {
  const trueIn = { failing: counts(failing, keysOf), passing: counts(passing, keysOf) }
  const askedIn = { failing: counts(failing, questionsOf), passing: counts(passing, questionsOf) }
  const predicates = new Map(failing.flatMap((seen) => [...seen]))
  return new Map(
    [...predicates].map(([key, { question }]) => [
      key,
      {
        trueFailing: trueIn.failing.get(key) ?? 0,
        truePassing: trueIn.passing.get(key) ?? 0,
        askedFailing: askedIn.failing.get(question) ?? 0,
        askedPassing: askedIn.passing.get(question) ?? 0,
        failing: failing.length,
      },
    ]),
  )
}

const keysOf = (seen: Observed): Iterable<string> => seen.keys()
const questionsOf = (seen: Observed): Iterable<string> => new Set([...seen.values()].map(({ question }) => question))

const counts = (runs: readonly Observed[], of: (seen: Observed) => Iterable<string>): ReadonlyMap<string, number> => {
  const found = new Map<string, number>()
  for (const seen of runs) for (const each of of(seen)) found.set(each, (found.get(each) ?? 0) + 1)
  return found
}

/**
 * Statistical debugging: how much more likely a run fails given that a predicate was true than given that its question
 * was asked, with the share of failing runs that it explains; their harmonic mean, from 0 to 1. (Liblit, Naik, Zheng,
 * Aiken, Jordan: Scalable statistical bug isolation, PLDI 2005, but with the plain share instead of its logarithm, which
 * would be zero for a predicate of one run: here runs are few.)
 */
export const importance = ({ trueFailing, truePassing, askedFailing, askedPassing, failing }: Tally): number => {
  if (trueFailing === 0) return 0
  const increase = trueFailing / (trueFailing + truePassing) - askedFailing / (askedFailing + askedPassing)
  return increase <= 0 ? 0 : 2 / (1 / increase + failing / trueFailing)
}
