import type { UnitTable } from '../../syntax/unit-table.ts'
import { shares } from './contrast.ts'
import type { Contrast, Run, Signal } from './contrast.ts'
import { predicatesOf } from './predicates.ts'
import type { Predicate } from './predicates.ts'
import { importance, tallies } from './tally.ts'
import type { Observed, Tally } from './tally.ts'

interface Watched {
  readonly run: Run
  readonly seen: Observed
}

/** Predicates that set failing runs apart, and the first in each failing run that no passing run ever sees true. */
export const valueSignals = (contrast: Contrast): readonly Signal[] => {
  const { table } = contrast
  if (contrast.passing.length === 0) return []
  const watch = (run: Run): Watched => ({ run, seen: predicatesOf(table.tree, run.trace) })
  const failing = contrast.failing.map(watch)
  const passing = contrast.passing.map(watch)
  const counted = tallies(
    failing.map(({ seen }) => seen),
    passing.map(({ seen }) => seen),
  )
  return [...tellingSignals(contrast, failing, counted), ...firstSignals(contrast, failing, counted)]
}

type Counted = ReadonlyMap<string, Tally>

/** Each predicate once, as the first failing run saw it. */
const tellingSignals = (contrast: Contrast, failing: readonly Watched[], counted: Counted): readonly Signal[] => {
  const told = new Set<string>()
  return failing.flatMap(({ run, seen }) =>
    [...seen].flatMap(([key, predicate]): readonly Signal[] => {
      const tally = counted.get(key)!
      const strength = importance(tally)
      if (strength === 0 || told.has(key)) return []
      told.add(key)
      const often = predicate.times > 1 ? `, ${predicate.times} times in ${run.check.checkId}` : ''
      const reason = `${predicate.text} in ${shares(contrast, tally.trueFailing, tally.truePassing)}${often}`
      return signalsAt(contrast.table, predicate, {
        kind: 'value',
        strength,
        reason,
        evidence: [run.evidence(predicate.first)],
      })
    }),
  )
}

const firstSignals = (contrast: Contrast, failing: readonly Watched[], counted: Counted): readonly Signal[] =>
  failing.flatMap(({ run, seen }) => {
    const first = [...seen].reduce<Predicate | undefined>((earliest, [key, predicate]) => {
      const telling = counted.get(key)!.truePassing === 0
      return telling && predicate.first.id < (earliest?.first.id ?? Infinity) ? predicate : earliest
    }, undefined)
    if (first === undefined) return []
    const reason = `${first.text}: the first in ${run.check.checkId} that no passing check sees`
    const strength = 1 / failing.length
    return signalsAt(contrast.table, first, { kind: 'first', strength, reason, evidence: [run.evidence(first.first)] })
  })

const signalsAt = (table: UnitTable, { span }: Predicate, signal: Omit<Signal, 'unit' | 'span'>): readonly Signal[] => {
  const unit = table.unitAt(span)
  return unit === undefined ? [] : [{ ...signal, unit, span }]
}
