import type { Step } from '../../core/trace.ts'
import { ancestors, walk } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { unitOf } from '../../syntax/blocks.ts'
import type { UnitTable } from '../../syntax/unit-table.ts'
import { evidenceOf } from './contrast.ts'
import type { Contrast, Run, Signal } from './contrast.ts'

/** Frames on top of each other from which on a run that was stopped counts as a recursion, not as a loop. */
const DEEP = 40

/** What keeps a run going that had to be stopped: the loop that would not end, or the recursion without a floor. */
export const spinSignals = ({ table, failing }: Contrast): readonly Signal[] =>
  failing.flatMap((run) => {
    if (!wasStopped(run)) return []
    const found = recursion(table, run) ?? loop(table, run) ?? []
    return found.map((signal) => ({ ...signal, strength: signal.strength / failing.length }))
  })

const wasStopped = ({ check: { outcome } }: Run): boolean =>
  outcome.kind === 'exceeded' || (outcome.kind === 'raised' && outcome.error === 'RecursionError')

/** The unit that makes the next call of the recursion, and the conditions that let it. */
const recursion = (table: UnitTable, run: Run): readonly Signal[] | undefined => {
  const { check, trace } = run
  const deepest = trace.steps.reduce((most, { depth }) => Math.max(most, depth), 0)
  if (deepest < DEEP) return undefined
  const sites = callSites(table, trace.steps, deepest)
  const [most] = [...sites].sort(([, a], [, b]) => b.times - a.times)
  if (most === undefined) return undefined
  const [unit, { step }] = most
  const evidence = [evidenceOf(check, step)]
  const signal = (each: SyntaxNode, strength: number, reason: string): Signal => ({
    kind: 'spin',
    unit: each,
    strength,
    reason,
    evidence,
  })
  return [
    signal(unit, 1, `calls itself again and again in ${check.checkId}, ${deepest} calls deep`),
    ...allDeciders(table, unit).map((each) => signal(each, 0.9, `never ends the recursion in ${check.checkId}`)),
  ]
}

/** Units that were running when a call into the deepest part of the stack was made. */
const callSites = (
  table: UnitTable,
  steps: readonly Step[],
  deepest: number,
): ReadonlyMap<SyntaxNode, { times: number; step: Step }> => {
  const sites = new Map<SyntaxNode, { times: number; step: Step }>()
  let after: Step | undefined
  // backwards, so that a step of the caller that follows the call is seen too where there is one
  for (const step of steps.toReversed()) {
    if (after?.kind === 'call' && after.depth > deepest / 2 && step.depth === after.depth - 1) {
      const unit = step.kind === 'call' ? undefined : table.unitAt(step.at)
      if (unit !== undefined)
        sites.set(unit, { times: (sites.get(unit)?.times ?? 0) + 1, step: sites.get(unit)?.step ?? step })
    }
    after = step
  }
  return sites
}

const allDeciders = (table: UnitTable, unit: SyntaxNode, seen = new Set<SyntaxNode>()): readonly SyntaxNode[] => {
  for (const each of table.decidersOf(unit)) {
    if (seen.has(each)) continue
    seen.add(each)
    allDeciders(table, each, seen)
  }
  return [...seen]
}

/** The head of the loop that went round most often without being left, what sets its variables, and its ways out. */
const loop = (table: UnitTable, run: Run): readonly Signal[] | undefined => {
  const spinning = spinningLoop(table, run.trace.steps)
  if (spinning === undefined) return undefined
  const { head, turns, step } = spinning
  const { checkId } = run.check
  const evidence = [evidenceOf(run.check, step)]
  const inside = [...new Set([...walk(head)].flatMap((node) => unitOf(node) ?? []))].filter((unit) => unit !== head)
  const exits = inside.filter((unit) => isExit(unit) && closestLoop(unit) === head)
  const guards = new Set(exits.flatMap((unit) => allDeciders(table, unit)).filter((unit) => inside.includes(unit)))
  const wanted = new Set([head, ...guards].flatMap((unit) => table.variablesOf(unit).reads.map(({ name }) => name)))
  const signal = (unit: SyntaxNode, strength: number, reason: string): Signal => ({
    kind: 'spin',
    unit,
    strength,
    reason,
    evidence,
  })
  return [
    signal(head, 1, `went round ${turns} times in ${checkId} until it was stopped`),
    ...inside.flatMap((unit) => {
      if (guards.has(unit))
        return [signal(unit, 0.8, `never left the loop of line ${head.span.from.line} in ${checkId}`)]
      const { binds, touches } = table.variablesOf(unit)
      const sets = [...binds, ...touches].find(({ name }) => wanted.has(name))
      if (sets === undefined)
        return [signal(unit, 0.3, `is in the loop of line ${head.span.from.line} that did not end in ${checkId}`)]
      return [
        signal(
          unit,
          0.8,
          `sets \`${sets.name}\`, on which the loop of line ${head.span.from.line} depends that did not end in ${checkId}`,
        ),
      ]
    }),
  ]
}

const isExit = ({ kind }: SyntaxNode): boolean => kind === 'break_statement' || kind === 'return_statement'
const isLoop = ({ kind }: SyntaxNode): boolean => kind === 'while_statement' || kind === 'for_statement'
const closestLoop = (unit: SyntaxNode): SyntaxNode | undefined => [...ancestors(unit)].find(isLoop)

interface Spinning {
  readonly head: SyntaxNode
  readonly turns: number
  readonly step: Step
}

/** Of the loops that were running at the end, the one with the most turns since it was entered. */
const spinningLoop = (table: UnitTable, steps: readonly Step[]): Spinning | undefined => {
  const running = new Map<SyntaxNode, { depth: number; turns: number; step: Step }>()
  const left = new Set<SyntaxNode>()
  const seenDepths = new Set<number>()
  let least = Infinity
  for (const step of steps.toReversed()) {
    if (step.depth > least) continue
    // beyond a call lies an earlier activation
    least = step.kind === 'call' ? step.depth - 1 : step.depth
    const unit = table.unitAt(step.at)
    if (unit === undefined) continue
    const around = [unit, ...ancestors(unit)].filter(isLoop)
    if (!seenDepths.has(step.depth)) {
      seenDepths.add(step.depth)
      for (const each of around) running.set(each, { depth: step.depth, turns: 0, step })
    }
    for (const [head, at] of running) {
      if (at.depth !== step.depth || left.has(head)) continue
      if (!around.includes(head)) left.add(head)
      else if (unit === head && (step.kind === 'branch' || step.kind === 'iterate')) at.turns++
    }
  }
  const [most] = [...running].sort(([, a], [, b]) => b.turns - a.turns)
  return most && { head: most[0], turns: most[1].turns, step: most[1].step }
}
