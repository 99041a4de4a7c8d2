import { limitNames } from '../core/execution.ts'
import type { CheckResult, Outcome } from '../core/execution.ts'
import type { Step, Trace } from '../core/trace.ts'

/**
 * The step at which the run of a check ended: where the exception left the program, the last return to the check, or,
 * where the run was stopped, the last step before that. `undefined` where no step was recorded.
 */
export const endingStep = ({ outcome, trace }: CheckResult): Step | undefined => {
  if (trace === undefined) return undefined
  if (outcome.kind === 'raised' && outcome.at !== undefined) return raisingStep(trace)
  if (outcome.kind === 'returned' || outcome.kind === 'raised') return lastReturn(trace) ?? trace.steps.at(-1)
  return beforeUnwinding(trace).at(-1)
}

/** The steps up to where a run was stopped: without those of the exception that ends it, which passes every frame. */
export const beforeUnwinding = ({ steps }: Trace): readonly Step[] =>
  steps.slice(0, steps.findLastIndex(({ kind }) => kind !== 'raise') + 1)

/** Where the exception that left the program came up: the first of the last run of uncaught `raise` steps. */
export const raisingStep = ({ steps }: Trace): Step | undefined => {
  const last = steps.findLastIndex((step) => step.kind === 'raise')
  let first = last
  while (first > 0 && isSameFlight(steps[first - 1], steps[last])) first--
  return steps[first]
}

const isSameFlight = (step: Step | undefined, last: Step | undefined): boolean =>
  step?.kind === 'raise' && last?.kind === 'raise' && step.error === last.error && !step.caught

const lastReturn = ({ steps }: Trace): Step | undefined =>
  steps.reduce<Step | undefined>(
    (last, step) => (step.kind === 'return' && step.depth <= (last?.depth ?? Infinity) ? step : last),
    undefined,
  )

/** How a run that was not accepted ended, for people: `raised IndexError: list index out of range`. */
export const outcomeWords = (outcome: Outcome): string => {
  switch (outcome.kind) {
    case 'returned':
      return 'gave a wrong answer'
    case 'raised':
    case 'rejected':
      return `${outcome.kind} ${outcome.error}${outcome.message === '' ? '' : `: ${outcome.message}`}`
    case 'exceeded':
      return `ran over its limit of ${limitNames[outcome.limit]}`
    case 'exited':
      return `ended its own process with code ${outcome.code}`
    case 'crashed':
      return `crashed with ${outcome.signal}`
    case 'blocked':
      return `was stopped at something forbidden: ${outcome.what}`
  }
}
