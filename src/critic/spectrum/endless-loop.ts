import type { Step } from '../../core/trace.ts'
import { unitOf } from '../../syntax/blocks.ts'
import { ancestors, walk } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { UnitTable } from '../../syntax/unit-table.ts'
import { allDeciders } from './deciders.ts'
import type { Spin } from './spin.ts'

/** The loop that went round most often without being left: its head, its ways out, and what sets their variables. */
export const endlessLoop = (table: UnitTable, steps: readonly Step[]): readonly Spin[] | undefined => {
  const spinning = spinningLoop(table, steps)
  if (spinning === undefined) return undefined
  const { head, turns } = spinning
  const inside = unitsIn(head)
  const guards = guardsOf(table, head, inside)
  const wanted = new Set([head, ...guards].flatMap((unit) => table.variablesOf(unit).reads.map(({ name }) => name)))
  const where = `the loop of line ${head.span.from.line}`
  return [
    { unit: head, strength: 1, reason: `went round at least ${turns} times` },
    ...inside.map((unit): Spin => {
      if (guards.has(unit)) return { unit, strength: 0.8, reason: `never left ${where}` }
      const { binds, touches } = table.variablesOf(unit)
      const sets = [...binds, ...touches].find(({ name }) => wanted.has(name))
      if (sets === undefined) return { unit, strength: 0.3, reason: `is in ${where}, which did not end` }
      return { unit, strength: 0.8, reason: `sets \`${sets.name}\`, for which ${where} waited` }
    }),
  ]
}

const unitsIn = (head: SyntaxNode): readonly SyntaxNode[] =>
  [...new Set([...walk(head)].flatMap((node) => unitOf(node) ?? []))].filter((unit) => unit !== head)

/** The conditions inside the loop that could have left it. */
const guardsOf = (table: UnitTable, head: SyntaxNode, inside: readonly SyntaxNode[]): ReadonlySet<SyntaxNode> => {
  const exits = inside.filter(
    (unit) => /^(break|return)_statement$/.test(unit.kind) && [...ancestors(unit)].find(isLoop) === head,
  )
  return new Set(exits.flatMap((unit) => allDeciders(table, unit)).filter((unit) => inside.includes(unit)))
}

const isLoop = ({ kind }: SyntaxNode): boolean => kind === 'while_statement' || kind === 'for_statement'

interface Running {
  readonly depth: number
  turns: number
  left: boolean
}

/** Of the loops that were running at the end, in any frame, the one with the most turns since it was entered. */
const spinningLoop = (table: UnitTable, steps: readonly Step[]): { head: SyntaxNode; turns: number } | undefined => {
  const running = new Map<SyntaxNode, Running>()
  const loopsAround = new Map<SyntaxNode, readonly SyntaxNode[]>()
  let least = Infinity
  for (const step of steps.toReversed()) {
    if (step.depth > least) continue
    const unit = table.unitAt(step.at)
    if (unit === undefined) continue
    const around = loopsAround.get(unit) ?? [unit, ...ancestors(unit)].filter(isLoop)
    loopsAround.set(unit, around)
    // the last step of a frame tells which loops it was in
    if (step.depth < least) for (const head of around) running.set(head, { depth: step.depth, turns: 0, left: false })
    for (const [head, loop] of running) {
      if (loop.depth !== step.depth || loop.left) continue
      if (!around.includes(head)) loop.left = true
      // steps of a long run are left out: the number of the turn tells of those too
      else if (unit === head && step.kind === 'iterate') loop.turns = Math.max(loop.turns + 1, step.iteration)
    }
    // beyond a call lies an earlier activation
    least = step.kind === 'call' ? step.depth - 0.5 : step.depth
  }
  const [most] = [...running].sort(([, a], [, b]) => b.turns - a.turns)
  return most && { head: most[0], turns: most[1].turns }
}
