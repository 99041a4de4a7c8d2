import type { Step } from '../../core/trace.ts'
import { dependenceGraph } from '../../syntax/dependence.ts'
import { backwardSlice } from '../../syntax/slice.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { raisingStep } from '../ending.ts'
import { evidenceOf } from './contrast.ts'
import type { Contrast, Run, Signal } from './contrast.ts'

/** Failing runs that are sliced; the others would hardly add to these. */
const MAX_RUNS = 8

/** Units whose values reach the wrong answer or the exception, the stronger the nearer and the more failing runs agree. */
export const flowSignals = ({ table, failing }: Contrast): readonly Signal[] => {
  const sliced = failing.slice(0, MAX_RUNS)
  const best = new Map<SyntaxNode, { strength: number; signal: Signal; nearest: number }>()
  for (const run of sliced) {
    const criterion = criterionOf(run)
    const steps = new Map(run.trace.steps.map((step) => [step.id, step]))
    for (const { unit, distance, stepId } of backwardSlice(dependenceGraph(table, run.trace), criterion.stepIds)) {
      const strength = closeness(distance) / sliced.length
      const known = best.get(unit)
      const total = (known?.strength ?? 0) + strength
      if (known !== undefined && known.nearest <= distance) known.strength = total
      else {
        const reason =
          distance === 0
            ? `gave ${criterion.what} of ${run.check.checkId}`
            : `what it did reached ${criterion.what} of ${run.check.checkId}`
        const signal: Signal = {
          kind: 'flow',
          unit,
          strength: 0,
          reason,
          evidence: [evidenceOf(run.check, steps.get(stepId)!)],
        }
        best.set(unit, { strength: total, signal, nearest: distance })
      }
    }
  }
  return [...best.values()].map(({ strength, signal }) => ({ ...signal, strength }))
}

/** 1 for the criterion itself, 1/2 one dependence away, then ever slower: a fault may lie far from where it shows. */
const closeness = (distance: number): number => 1 / (1 + Math.log2(1 + distance))

interface Criterion {
  readonly what: string
  readonly stepIds: readonly number[]
}

/** Where the failure shows: the exception, the answers that the check got, or the last step before the run was stopped. */
const criterionOf = ({ check, trace }: Run): Criterion => {
  const { outcome } = check
  if (outcome.kind === 'raised' && outcome.at !== undefined) {
    const step = raisingStep(trace) ?? trace.steps.at(-1)
    return { what: `the ${outcome.error}`, stepIds: step === undefined ? [] : [step.id] }
  }
  if (outcome.kind !== 'returned' && outcome.kind !== 'raised')
    return { what: 'the endless run', stepIds: trace.steps.slice(-1).map(({ id }) => id) }
  return { what: 'the wrong answer', stepIds: answers(trace.steps).map(({ id }) => id) }
}

/** What the outermost functions gave back. */
export const answers = (steps: readonly Step[]): readonly Step[] => {
  const given = steps.filter(({ kind }) => kind === 'return' || kind === 'yield')
  const outermost = given.reduce((least, { depth }) => Math.min(least, depth), Infinity)
  return given.filter(({ depth }) => depth === outermost)
}
