import type { CheckResult } from '../../core/execution.ts'
import type { UnitTable } from '../../syntax/unit-table.ts'
import type { Contrast, Run, Signal } from './contrast.ts'
import { answers } from './criterion.ts'
import { provenance } from './provenance.ts'
import { answerDifference } from './wrong-parts.ts'

const MAX_RUNS = 8
const MAX_PARTS = 3

/** What made the wrong parts of the answers, and, half as suspect, the conditions that let it. */
export const originSignals = ({ table, failing }: Contrast): readonly Signal[] => {
  const runs = failing.filter(({ check }) => check.actual !== undefined).slice(0, MAX_RUNS)
  return runs.flatMap((run) =>
    signalsOf(table, run).map((signal) => ({ ...signal, strength: signal.strength / failing.length })),
  )
}

const signalsOf = (table: UnitTable, run: Run): readonly Signal[] => {
  const { check, trace } = run
  const parts = wrongParts(check).slice(0, MAX_PARTS)
  const originOf = provenance(table, run.dependences(), trace)
  const shown = answers(table, run)
  return parts.flatMap((part): Signal[] => {
    const origin = originOf(part, shown)
    if (origin === undefined) return []
    const { unit, step } = origin
    const common = { kind: 'origin', evidence: [run.evidence(step)] } as const
    const what = `the wrong ${part} of ${check.checkId}`
    const strength = 1 / parts.length
    return [
      { ...common, unit, strength, reason: `made ${what}` },
      ...table.decidersOf(unit).map((decider) => ({
        ...common,
        unit: decider,
        strength: strength / 2,
        reason: `let line ${unit.span.from.line} make ${what}`,
      })),
    ]
  })
}

const wrongParts = ({ actual, expected }: CheckResult): readonly string[] => {
  if (actual === undefined) return []
  return expected === undefined ? [actual] : answerDifference(actual, expected).wrong
}
