import type { CheckResult } from '../../core/execution.ts'
import { flowGraphs } from '../../syntax/blocks.ts'
import type { UnitTable } from '../../syntax/unit-table.ts'
import type { Signal } from './contrast.ts'

/**
 * Where no failing run left a trace (it was killed, or never began): the places that the outcomes name, and every unit
 * by its kind alone.
 */
export const unwatchedSignals = (table: UnitTable, checks: readonly CheckResult[]): readonly Signal[] => {
  const failing = checks.filter(({ verdict }) => verdict === 'fail')
  const named = failing.flatMap(({ checkId, outcome }): readonly Signal[] => {
    const at = 'at' in outcome ? outcome.at : undefined
    const unit = at && table.unitAt(at)
    if (unit === undefined || !('error' in outcome)) return []
    const reason = `${outcome.kind} ${outcome.error} in ${checkId}`
    return [{ kind: 'site', unit, span: at!, strength: 1 / failing.length, reason, evidence: [] }]
  })
  const units = flowGraphs(table.tree.root).flatMap(({ blocks }) => blocks.flatMap((block) => block.units))
  const reason = 'no failing run could be watched; suspect by what it is'
  return [...named, ...units.map((unit): Signal => ({ kind: 'flow', unit, strength: 0.2, reason, evidence: [] }))]
}
