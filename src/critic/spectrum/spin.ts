import { beforeUnwinding } from '../ending.ts'
import { wasStopped } from './contrast.ts'
import type { Contrast, Signal } from './contrast.ts'
import { endlessLoop } from './endless-loop.ts'
import { endlessRecursion } from './endless-recursion.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'

/** A part of what keeps a run going. */
export interface Spin {
  readonly unit: SyntaxNode
  readonly strength: number
  readonly reason: string
}

/** What keeps a run going that had to be stopped: the recursion without a floor, or the loop that would not end. */
export const spinSignals = ({ table, failing }: Contrast): readonly Signal[] =>
  failing.filter(wasStopped).flatMap((run) => {
    const steps = beforeUnwinding(run.trace)
    const evidence = steps.slice(-1).map((step) => run.evidence(step))
    const spins = endlessRecursion(table, steps) ?? endlessLoop(table, steps) ?? []
    return spins.map(({ unit, strength, reason }) => ({
      kind: 'spin',
      unit,
      strength: strength / failing.length,
      reason: `${reason} in ${run.check.checkId}`,
      evidence,
    }))
  })
