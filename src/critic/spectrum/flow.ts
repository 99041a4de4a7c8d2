import type { Step } from '../../core/trace.ts'
import type { DependenceGraph } from '../../syntax/dependence.ts'
import { backwardSlice } from '../../syntax/slice.ts'
import type { SlicePart } from '../../syntax/slice.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { UnitTable } from '../../syntax/unit-table.ts'
import { wasStopped } from './contrast.ts'
import type { Contrast, Run, Signal } from './contrast.ts'
import { criterionOf } from './criterion.ts'

/** Failing runs that are sliced; the others would hardly add to these. */
const MAX_RUNS = 8
/** What the place where a run was stopped says, of what an answer or an exception would. */
const ACCIDENT = 0.3

interface Influence {
  readonly unit: SyntaxNode
  readonly distance: number
  readonly reason: string
  readonly step: Step | undefined
}

/** Units that had, or could have had, an influence on the failure: the stronger the nearer and the more runs agree. */
export const flowSignals = ({ table, failing }: Contrast): readonly Signal[] => {
  const runs = failing.slice(0, MAX_RUNS)
  const signals = new Map<SyntaxNode, { nearest: number; signal: Signal }>()
  for (const run of runs) {
    const share = (wasStopped(run) ? ACCIDENT : 1) / runs.length
    for (const { unit, distance, reason, step } of influences(table, run)) {
      const known = signals.get(unit)
      const strength = (known?.signal.strength ?? 0) + closeness(distance) * share
      if (known !== undefined && known.nearest <= distance) known.signal = { ...known.signal, strength }
      else {
        const evidence = step === undefined ? [] : [run.evidence(step)]
        signals.set(unit, { nearest: distance, signal: { kind: 'flow', unit, strength, reason, evidence } })
      }
    }
  }
  return [...signals.values()].map(({ signal }) => signal)
}

/** 1 for the criterion itself, 1/2 one dependence away, then ever slower: a fault may lie far from where it shows. */
const closeness = (distance: number): number => 1 / (1 + Math.log2(1 + distance))

const influences = (table: UnitTable, run: Run): readonly Influence[] => {
  const { what, did, steps: criterion } = criterionOf(table, run)
  const graph = run.dependences()
  const parts = backwardSlice(
    graph,
    criterion.map(({ id }) => id),
  )
  const steps = new Map(run.trace.steps.map((step) => [step.id, step]))
  const actual = parts.map(({ unit, distance, stepId }) => ({
    unit,
    distance,
    reason: `${distance === 0 ? did : `what it did reached ${what}`} of ${run.check.checkId}`,
    step: steps.get(stepId),
  }))
  const potential = potentials(table, graph, parts).map(({ unit, distance, ran, stepId }) => ({
    unit,
    distance,
    reason: `could have changed ${what} of ${run.check.checkId}${ran ? ' by coming out otherwise' : ' but never ran'}`,
    step: stepId === undefined ? undefined : steps.get(stepId),
  }))
  return [...actual, ...potential]
}

interface Potential {
  readonly unit: SyntaxNode
  readonly distance: number
  readonly ran: boolean
  /** The last step of the unit, or of what kept it from running. */
  readonly stepId: number | undefined
}

/**
 * Relevant slicing: what could have set a variable that the slice read, but did not run or had no effect, and the
 * conditions that decided so. (Gyimóthy, Beszédes, Forgács: An efficient relevant slicing method for debugging, 1999.)
 */
const potentials = (table: UnitTable, graph: DependenceGraph, parts: readonly SlicePart[]): readonly Potential[] => {
  const lastSteps = new Map(graph.instances.map(({ unit, last }) => [unit, last]))
  const known = new Set(parts.map(({ unit }) => unit))
  const found: Potential[] = []
  const add = (unit: SyntaxNode, distance: number, decider?: SyntaxNode): void => {
    if (known.has(unit)) return
    known.add(unit)
    const stepId = lastSteps.get(unit) ?? (decider && lastSteps.get(decider))
    found.push({ unit, distance, ran: lastSteps.has(unit), stepId })
  }
  for (const { unit, distance } of parts)
    for (const setter of table.settersFor(unit)) {
      if (known.has(setter) || setter.kind === 'function_definition') continue
      const deciders = table.decidersOf(setter)
      add(
        setter,
        distance + 1,
        deciders.findLast((each) => lastSteps.has(each)),
      )
      for (const decider of deciders) add(decider, distance + 2)
    }
  return found
}
