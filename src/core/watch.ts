import type { CheckResult, Limits } from './execution.ts'
import type { ExecutionRequest } from './runtime.ts'
import type { Check } from './task.ts'

/** Enough to see what a program does; of what it repeats beyond that, the middle is left out of the trace. */
export const watchLimits: Partial<Limits> = { cpuMs: 300, wallMs: 10_000, traceSteps: 8000 }

/** Checks that ran out of time and are watched doing so again; more of them would cost much and show the same. */
const MAX_ENDLESS = 2

/**
 * The request that watches a program on its checks, after a run without a trace gave `known`. Critics and refiners that
 * watch the same program ask alike, so that it is run once.
 */
export const watchRequest = (
  checks: readonly Check[],
  known: readonly CheckResult[],
  trace: 'line' | 'full',
): ExecutionRequest => {
  const results = new Map(known.map((check) => [check.checkId, check]))
  let endless = 0
  const watched = checks.filter(({ id }) => results.get(id)?.outcome.kind !== 'exceeded' || endless++ < MAX_ENDLESS)
  return { checks: watched, trace, limits: watchLimits }
}
