import { raisingStep } from '../ending.ts'
import { wasStopped } from './contrast.ts'
import type { Contrast, Signal } from './contrast.ts'

/** Where exceptions that left the program came up. A `RecursionError` comes up anywhere: `spin` looks at those. */
export const exceptionSignals = ({ table, failing }: Contrast): readonly Signal[] =>
  failing.flatMap((run): Signal[] => {
    const { outcome, checkId } = run.check
    if (outcome.kind !== 'raised' || outcome.at === undefined || wasStopped(run)) return []
    const step = raisingStep(run.trace)
    const span = step?.at ?? outcome.at
    const unit = table.unitAt(span)
    if (unit === undefined) return []
    const reason = `raised ${outcome.error}: ${outcome.message} in ${checkId}`
    const evidence = step === undefined ? [] : [run.evidence(step)]
    return [{ kind: 'site', unit, span, strength: 1 / failing.length, reason, evidence }]
  })
