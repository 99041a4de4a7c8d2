import type { Attempt } from '../core/attempt.ts'
import type { Store } from '../core/store.ts'
import type { Task } from '../core/task.ts'
import { emptyRun, startFold } from '../record/fold.ts'
import type { Run } from '../record/run.ts'
import { configOf } from './config.ts'
import { memoryStore } from './memory.ts'
import type { Parts } from './parts.ts'
import { recall } from '../core/recall.ts'
import { newRunId } from './run-id.ts'
import { solveTask } from './solve-task.ts'
import { taskBoundary } from './task-boundary.ts'
import type { EngineOptions } from './world.ts'
import { openWorld } from './world.ts'

export interface SolveOptions extends EngineOptions {
  /** Where the run is kept. Default: in memory only. */
  readonly store?: Store
  /** Of the run. Default: the task's id and the time. */
  readonly id?: string
}

export interface Solved {
  /** What was submitted; `undefined` where there was nothing, or where the task failed (`run.tasks[0].failure`). */
  readonly attempt: Attempt | undefined
  readonly run: Run
}

/**
 * Solves one task, without a grade. What goes wrong in the task is in `run.tasks[0].failure`; rejects only as
 * `EngineError` of boundary `usage` (the parts do not fit) or `store`, and with the signal's reason.
 */
export async function solve(task: Task, parts: Parts, options: SolveOptions = {}): Promise<Solved> {
  const { store = memoryStore(), id = newRunId(task.id), signal = new AbortController().signal } = options
  const log = await store.create(id, configOf(parts, options))
  const folding = startFold(emptyRun(log.info))
  try {
    const world = await openWorld(parts, options, { log, fold: folding.add })
    const attempt = await taskBoundary({ world, taskId: task.id, signal }, () =>
      solveTask(task, world, { signal, recall: recall([]) }),
    )
    return { attempt, run: folding.run() }
  } finally {
    await log.close()
  }
}
