import type { Budget } from '../core/budget.ts'
import { attribute } from '../core/engine-error.ts'
import type { RunEvent } from '../core/event.ts'
import type { Limits } from '../core/execution.ts'
import type { ExecutionCache, RunLog } from '../core/store.ts'
import type { Task } from '../core/task.ts'
import type { Toolset } from '../core/toolset.ts'
import type { Executor } from './executor.ts'
import { openExecutor } from './executor.ts'
import type { Limiter } from './limiter.ts'
import { limiter } from './limiter.ts'
import { memoryCache } from './memory.ts'
import type { Parts } from './parts.ts'

/** How to run: everything but the parts. */
export interface EngineOptions {
  /** Of each task. Default: unlimited. */
  readonly budget?: Budget
  /** Default 0. */
  readonly seed?: number
  /** Of each execution, where its request does not say otherwise. */
  readonly limits?: Partial<Limits>
  /** Let programs that an audit finds harmless share a child: faster, and their verdicts say `reused`. Default false. */
  readonly reuse?: boolean
  /** Default: one in memory. The caller closes it. */
  readonly cache?: ExecutionCache
  /** Keeps the traces that parts ask for beside the log. Default false. */
  readonly keepTraces?: boolean
  /** Executions at the same time. Default 8. */
  readonly executions?: number
  /** Model calls at the same time. Default 8. */
  readonly modelCalls?: number
  readonly signal?: AbortSignal
  /** Called with each event when it is appended to the log. */
  readonly onEvent?: (event: RunEvent) => void
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
}

/** What all tasks of a run share. */
export interface World {
  readonly parts: Parts
  readonly executor: Executor
  /** Bounds the model calls that are under way. */
  readonly models: Limiter
  readonly budget: Budget
  readonly seed: number
  readonly keepTraces: boolean
  /** The toolset of a task, opened once. */
  toolsOf(task: Task, signal: AbortSignal): Promise<Toolset | undefined>
  now(): number
  /** Appends to the log; throws `EngineError` of boundary `store` once that has failed. */
  record(event: RunEvent): void
  flush(): Promise<void>
  keep(content: string): Promise<string>
}

/** `fold` sees each event once the log has it. */
export async function openWorld(
  parts: Parts,
  options: EngineOptions,
  { log, fold }: { readonly log: RunLog; readonly fold: (event: RunEvent) => void },
): Promise<World> {
  const { budget = {}, seed = 0, limits = {}, reuse = false, keepTraces = false, now = Date.now, onEvent } = options
  const { cache = memoryCache(), executions = 8, modelCalls = 8 } = options
  const toolsets = new WeakMap<Task, Promise<Toolset | undefined>>()
  return {
    parts,
    toolsOf(task, signal) {
      const known = toolsets.get(task)
      if (known !== undefined) return known
      const opened = attribute('toolset', `the tools of ${task.id} are not to be had`, async () =>
        parts.tools?.(task, signal),
      )
      toolsets.set(task, opened)
      opened.catch(() => toolsets.delete(task))
      return opened
    },
    executor: await openExecutor({ runtime: parts.runtime, cache, limit: limiter(executions), limits, reuse }),
    models: limiter(modelCalls),
    budget,
    seed,
    keepTraces,
    now,
    record(event) {
      log.append(event)
      fold(event)
      onEvent?.(event)
    },
    flush: () => log.flush(),
    keep: (content) => log.keep(content),
  }
}
