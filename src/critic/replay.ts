import type { Attempt } from '../core/attempt.ts'
import type { CheckResult, Limits } from '../core/execution.ts'
import type { Means } from '../core/roles.ts'
import type { Task } from '../core/task.ts'
import type { TraceLevel } from '../core/trace.ts'

/** How the checks of the attempt came out when it was last run on all of them; `undefined` where it never was. */
export const graded = (task: Task, { executions }: Attempt): readonly CheckResult[] | undefined =>
  executions.findLast(({ checks }) => checks.length >= task.checks.length && checks.length > 0)?.checks

/** Enough to see what a program does; of what it repeats beyond that, the middle is left out of the trace. */
export const watchLimits: Partial<Limits> = { cpuMs: 300, wallMs: 10_000, traceSteps: 8000 }

/** Checks that ran out of time and are watched doing so again; more of them would cost much and show the same. */
const MAX_ENDLESS = 2

/**
 * Runs the attempt on its checks once more, watched. The verdicts stay those of the untraced run where there is one:
 * watching costs time, which must not turn a pass into a time-out.
 */
export const replay = async (
  task: Task,
  attempt: Attempt,
  means: Means,
  trace: Exclude<TraceLevel, 'off'>,
): Promise<readonly CheckResult[]> => {
  const known = new Map(graded(task, attempt)?.map((check) => [check.checkId, check]))
  let endless = 0
  const checks = task.checks.filter(({ id }) => known.get(id)?.outcome.kind !== 'exceeded' || endless++ < MAX_ENDLESS)
  const { checks: watched } = await means.execute(attempt.program, { checks, trace, limits: watchLimits })
  const traces = new Map(watched.map((check) => [check.checkId, check]))
  return task.checks.flatMap(({ id }): CheckResult[] => {
    const check = known.get(id) ?? traces.get(id)
    const seen = traces.get(id)?.trace
    return check === undefined ? [] : [seen === undefined ? check : { ...check, trace: seen }]
  })
}
