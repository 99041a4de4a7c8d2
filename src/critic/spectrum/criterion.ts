import type { Step } from '../../core/trace.ts'
import { raisingStep } from '../ending.ts'
import type { Run } from './contrast.ts'

/** Where a failure shows, and what to call it. */
export interface Criterion {
  readonly what: string
  readonly stepIds: readonly number[]
}

/** The exception, the answers that the check got, or the last step before the run was stopped. */
export const criterionOf = ({ check: { outcome }, trace }: Run): Criterion => {
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
