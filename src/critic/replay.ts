import type { Attempt } from '../core/attempt.ts'
import type { CheckResult, Limits } from '../core/execution.ts'
import type { Means } from '../core/roles.ts'
import type { Task } from '../core/task.ts'
import type { TraceLevel } from '../core/trace.ts'

/** How the checks of the attempt came out when it was last run on all of them; `undefined` where it never was. */
export const graded = (task: Task, { executions }: Attempt): readonly CheckResult[] | undefined =>
  executions.findLast(({ checks }) => checks.length >= task.checks.length && checks.length > 0)?.checks

export interface ReplayOptions {
  readonly trace: Exclude<TraceLevel, 'off'>
  readonly limits?: Partial<Limits>
}

/**
 * Runs the attempt on its checks once more, watched. The verdicts stay those of the untraced run where there is one:
 * watching costs time, which must not turn a pass into a time-out.
 */
export const replay = async (
  task: Task,
  attempt: Attempt,
  means: Means,
  { trace, limits }: ReplayOptions,
): Promise<readonly CheckResult[]> => {
  const request = { checks: task.checks, trace, ...(limits && { limits }) }
  const watched = (await means.execute(attempt.program, request)).checks
  const known = new Map(graded(task, attempt)?.map((check) => [check.checkId, check]))
  return watched.map((check) => {
    const before = known.get(check.checkId)
    return before === undefined ? check : { ...before, ...(check.trace && { trace: check.trace }) }
  })
}
