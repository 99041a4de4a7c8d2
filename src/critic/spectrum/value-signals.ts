import { shares, evidenceOf } from './contrast.ts'
import type { Contrast, Run, Signal } from './contrast.ts'
import { predicatesOf } from './predicates.ts'
import type { Predicate } from './predicates.ts'

/** A predicate over all runs: in how many it was true, and in how many it was asked. */
interface Tally {
  readonly predicate: Predicate
  readonly run: Run
  true: { failing: number; passing: number }
}

/**
 * Statistical debugging: how much more likely a run fails given that a predicate was true than given that its place was
 * reached, with the share of failing runs that it explains; their harmonic mean (Liblit, Naik, Zheng, Aiken, Jordan:
 * Scalable statistical bug isolation, PLDI 2005, but with the plain share instead of its logarithm, which would be zero
 * for a predicate of one run: here runs are few).
 */
export const importance = (tally: {
  readonly trueFailing: number
  readonly truePassing: number
  readonly askedFailing: number
  readonly askedPassing: number
  readonly failing: number
}): number => {
  const { trueFailing, truePassing, askedFailing, askedPassing, failing } = tally
  if (trueFailing === 0) return 0
  const increase = trueFailing / (trueFailing + truePassing) - askedFailing / (askedFailing + askedPassing)
  return increase <= 0 ? 0 : 2 / (1 / increase + failing / trueFailing)
}

/** Predicates that set failing runs apart, and the first in each failing run that no passing run ever sees true. */
export const valueSignals = (contrast: Contrast): readonly Signal[] => {
  const { table, failing, passing } = contrast
  if (passing.length === 0) return []
  const observed = (runs: readonly Run[]) => runs.map((run) => ({ run, seen: predicatesOf(table.tree, run.trace) }))
  const inFailing = observed(failing)
  const inPassing = observed(passing)
  const asked = { failing: questions(inFailing), passing: questions(inPassing) }
  const tallies = new Map<string, Tally>()
  for (const { run, seen } of inFailing)
    for (const [key, predicate] of seen) {
      const tally = tallies.get(key) ?? { predicate, run, true: { failing: 0, passing: 0 } }
      tally.true.failing++
      tallies.set(key, tally)
    }
  for (const { seen } of inPassing)
    for (const key of seen.keys()) {
      const tally = tallies.get(key)
      if (tally !== undefined) tally.true.passing++
    }
  const signalOf = (kind: Signal['kind'], { predicate, run }: Tally, strength: number, reason: string): Signal[] => {
    const unit = table.unitAt(predicate.span)
    const { span } = predicate
    return unit === undefined
      ? []
      : [{ kind, unit, span, strength, reason, evidence: [evidenceOf(run.check, predicate.first)] }]
  }
  const values = [...tallies.values()].flatMap((tally) => {
    const { predicate } = tally
    const strength = importance({
      trueFailing: tally.true.failing,
      truePassing: tally.true.passing,
      askedFailing: asked.failing.get(predicate.question) ?? 0,
      askedPassing: asked.passing.get(predicate.question) ?? 0,
      failing: failing.length,
    })
    const often = predicate.times > 1 ? `, ${predicate.times} times in ${tally.run.check.checkId}` : ''
    const reason = `${predicate.text} in ${shares(contrast, tally.true.failing, tally.true.passing)}${often}`
    return strength === 0 ? [] : signalOf('value', tally, strength, reason)
  })
  const firsts = inFailing.flatMap(({ run, seen }) => {
    const only = [...seen].filter(([key]) => tallies.get(key)!.true.passing === 0)
    const first = only.reduce<Predicate | undefined>(
      (a, [, b]) => (a === undefined || b.first.id < a.first.id ? b : a),
      undefined,
    )
    if (first === undefined) return []
    const tally = { predicate: first, run, true: { failing: 1, passing: 0 } }
    return signalOf(
      'first',
      tally,
      1 / failing.length,
      `${first.text}: the first in ${run.check.checkId} that no passing check sees`,
    )
  })
  return [...values, ...firsts]
}

const questions = (runs: readonly { readonly seen: ReadonlyMap<string, Predicate> }[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { seen } of runs)
    for (const question of new Set([...seen.values()].map((each) => each.question)))
      counts.set(question, (counts.get(question) ?? 0) + 1)
  return counts
}
