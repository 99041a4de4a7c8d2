import { raisingStep } from '../ending.ts'
import { evidenceOf } from './contrast.ts'
import type { Contrast, Signal } from './contrast.ts'

/** Where exceptions that left the program came up. A `RecursionError` comes up anywhere: `spin` looks at those. */
export const exceptionSignals = ({ table, failing }: Contrast): readonly Signal[] =>
  failing.flatMap(({ check, trace }): Signal[] => {
    const { outcome } = check
    if (outcome.kind !== 'raised' || outcome.at === undefined || outcome.error === 'RecursionError') return []
    const step = raisingStep(trace)
    const span = step?.at ?? outcome.at
    const unit = table.unitAt(span)
    if (unit === undefined) return []
    const reason = `raised ${outcome.error}: ${outcome.message} in ${check.checkId}`
    const evidence = step === undefined ? [] : [evidenceOf(check, step)]
    return [{ kind: 'site', unit, span, strength: 1 / failing.length, reason, evidence }]
  })
