import type { CheckResult } from '../../core/execution.ts'
import type { Candidate } from './candidate.ts'
import type { Trial } from './search.ts'

/** Halves of a pair that are combined at most: the first of those that did something new, the others likeliest first. */
const bounds = { promising: 40, partners: 400 }

/** Pairs of a single edit that brought the program further and another edit, likeliest first. */
export const pairsOf = (trials: readonly Trial[], singles: readonly Candidate[]): readonly Candidate[] => {
  const partners = singles.slice(0, bounds.partners)
  const pairs = promising(trials).flatMap(({ candidate: one, gain }) =>
    partners
      .filter((other) => other !== one && !touch(one, other))
      .map((other): Candidate => ({
        mutations: [...one.mutations, ...other.mutations],
        families: [...one.families, ...other.families],
        score: one.score * other.score * gain,
      })),
  )
  return pairs.sort((a, b) => b.score - a.score)
}

interface Promising {
  readonly candidate: Candidate
  readonly gain: number
}

/** One for each behaviour: edits after which the checks come out alike promise the same. */
const promising = (trials: readonly Trial[]): readonly Promising[] => {
  const byBehaviour = new Map<string, Promising>()
  const common = commonest(trials.map(({ results }) => behaviour(results)))
  for (const { candidate, results } of trials) {
    const key = behaviour(results)
    if (key === common || results.some(({ outcome }) => outcome.kind === 'exceeded')) continue
    const gain = (1 + 4 * passed(results)) * (results.at(-1)?.outcome.kind === 'raised' ? 0.3 : 1)
    const known = byBehaviour.get(key)
    if (known === undefined || known.candidate.score < candidate.score) byBehaviour.set(key, { candidate, gain })
  }
  return [...byBehaviour.values()]
    .sort((a, b) => b.gain * b.candidate.score - a.gain * a.candidate.score)
    .slice(0, bounds.promising)
}

const passed = (results: readonly CheckResult[]): number => results.filter(({ verdict }) => verdict === 'pass').length

/** What the checks saw: equal for programs that they cannot tell apart. */
export const behaviour = (results: readonly CheckResult[]): string =>
  JSON.stringify(results.map(({ verdict, outcome, actual, message }) => [verdict, outcome.kind, actual ?? message]))

const commonest = (keys: readonly string[]): string | undefined => {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

const touch = (a: Candidate, b: Candidate): boolean =>
  a.mutations.some((one) =>
    b.mutations.some((other) => one.edits.some((x) => other.edits.some((y) => x.from < y.to && y.from < x.to))),
  )
