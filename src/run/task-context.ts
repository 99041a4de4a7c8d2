import type { RunEvent } from '../core/event.ts'
import type { Execution } from '../core/execution.ts'
import type { Task } from '../core/task.ts'
import type { Toolset } from '../core/toolset.ts'
import type { Job } from './executor.ts'
import type { Meter } from './meter.ts'
import { meter } from './meter.ts'
import type { Recall } from '../core/recall.ts'
import type { UnderWay } from './under-way.ts'
import { underWay } from './under-way.ts'
import type { World } from './world.ts'

type WithoutStamp<Event> = Event extends RunEvent ? Omit<Event, 'atMs' | 'taskId'> : never
/** An event before it gets its task and time. */
export type Unstamped = WithoutStamp<RunEvent>

interface Done {
  readonly execution: Execution
  readonly cached: boolean
}

/** What everything that belongs to one task shares. */
export interface TaskContext {
  readonly task: Task
  readonly world: World
  readonly meter: Meter
  readonly recall: Recall
  /** Aborted when the task ends. */
  readonly signal: AbortSignal
  stamp(event: Unstamped): RunEvent
  /** Runs the job; one that is under way already is not begun again. */
  run(job: Job): Promise<Done>
  /** The task's toolset, where it has one. */
  tools(): Promise<Toolset | undefined>
  /** What the end of the task waits for. */
  readonly underWay: UnderWay
  /** Aborts what is under way and waits until it is over. */
  end(): Promise<void>
}

export function openTask(task: Task, world: World, options: { signal: AbortSignal; recall: Recall }): TaskContext {
  const ending = new AbortController()
  const signal = AbortSignal.any([ending.signal, options.signal])
  const works = underWay()
  const running = new Map<string, Promise<Done>>()
  return {
    task,
    world,
    meter: meter(world.budget, world.now),
    recall: options.recall,
    signal,
    stamp: (event) => ({ ...event, atMs: world.now(), taskId: task.id }) as RunEvent,
    run(job) {
      const same = running.get(job.key)
      if (same !== undefined) return same.then(({ execution }) => ({ execution, cached: true }))
      const done = world.executor.execute(job, signal).finally(() => running.delete(job.key))
      running.set(job.key, done)
      return done
    },
    tools: () => world.toolsOf(task, signal),
    underWay: works,
    async end() {
      ending.abort()
      await works.over()
    },
  }
}
