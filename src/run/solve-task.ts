import type { Attempt } from '../core/attempt.ts'
import { best, passes } from '../core/attempt.ts'
import type { Budget } from '../core/budget.ts'
import { BudgetSpent } from '../core/budget.ts'
import { attribute } from '../core/engine-error.ts'
import type { Task } from '../core/task.ts'
import type { Recall } from '../core/recall.ts'
import { openSession } from './session.ts'
import type { TaskContext } from './task-context.ts'
import { openTask } from './task-context.ts'
import type { World } from './world.ts'

/**
 * One task from `task.started` to `task.submitted`; gives what was submitted. When a budget runs out, that is the best
 * attempt so far. Rejects as `EngineError`, or with the signal's reason.
 */
export async function solveTask(
  task: Task,
  world: World,
  options: { readonly signal: AbortSignal; readonly recall: Recall },
): Promise<Attempt | undefined> {
  const context = openTask(task, world, options)
  const { prompt, language, checks, visual } = task
  world.record(
    context.stamp({ type: 'task.started', prompt, language, checks: checks.length, ...(visual && { visual }) }),
  )
  const { attempt, budget } = await search(context)
  options.signal.throwIfAborted()
  const attemptId = attempt?.id ?? null
  const solved = attempt !== undefined && passes(attempt)
  world.record(
    context.stamp(
      budget === undefined
        ? { type: 'task.submitted', attemptId, reason: solved ? 'solved' : 'finished' }
        : { type: 'task.submitted', attemptId, reason: 'budget', budget },
    ),
  )
  await world.flush()
  return attempt
}

/** The strategy's choice, or the best attempt so far; `budget` is the one that ended the search. */
async function search(context: TaskContext): Promise<{ attempt: Attempt | undefined; budget?: keyof Budget }> {
  const { strategy } = context.world.parts
  const session = openSession(context)
  try {
    const chosen = await attribute('engine', `the strategy ${strategy.name} failed`, () =>
      strategy.solve(context.task, session.moves),
    )
    const attempt = chosen ?? best(session.attempts())
    const { refused } = context.meter
    return refused === undefined || (attempt !== undefined && passes(attempt))
      ? { attempt }
      : { attempt, budget: refused }
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    await session.settle(error)
    return { attempt: best(session.attempts()), budget: error.budget }
  } finally {
    await session.close()
  }
}
