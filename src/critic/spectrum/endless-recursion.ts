import type { Step } from '../../core/trace.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { UnitTable } from '../../syntax/unit-table.ts'
import { allDeciders } from './deciders.ts'
import type { Spin } from './spin.ts'

/** Frames on top of each other from which on a run that was stopped counts as a recursion, not as a loop. */
const DEEP = 40

/** The unit that makes the next call of the recursion most often, and the conditions that let it. */
export const endlessRecursion = (table: UnitTable, steps: readonly Step[]): readonly Spin[] | undefined => {
  const deepest = steps.reduce((most, { depth }) => Math.max(most, depth), 0)
  if (deepest < DEEP) return undefined
  const [most] = [...callSites(table, steps, deepest / 2)].sort(([, a], [, b]) => b - a)
  if (most === undefined) return undefined
  const [unit] = most
  return [
    { unit, strength: 1, reason: `calls itself again and again, ${deepest} calls deep,` },
    ...allDeciders(table, unit).map((each) => ({ unit: each, strength: 1, reason: 'never ends the recursion' })),
  ]
}

/** How often each unit was running when a call beyond that depth was made. */
const callSites = (table: UnitTable, steps: readonly Step[], beyond: number): ReadonlyMap<SyntaxNode, number> => {
  const sites = new Map<SyntaxNode, number>()
  for (const [index, step] of steps.entries()) {
    const before = steps[index - 1]
    if (step.kind !== 'call' || step.depth <= beyond || before?.depth !== step.depth - 1) continue
    const unit = before.kind === 'call' ? undefined : table.unitAt(before.at)
    if (unit !== undefined) sites.set(unit, (sites.get(unit) ?? 0) + 1)
  }
  return sites
}
