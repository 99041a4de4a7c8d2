import type { Attempt } from '../core/attempt.ts'
import type { Grade } from '../core/benchmark.ts'
import type { Budget } from '../core/budget.ts'
import type { Execution } from '../core/execution.ts'
import type { Json } from '../core/json.ts'
import type { ModelReply, ModelRequest } from '../core/model.ts'
import type { Language } from '../core/program.ts'
import type { VisualTask } from '../core/visual.ts'

/** All that is known of a run, folded from its events. Plain JSON. */
export interface Run {
  readonly id: string
  readonly config: Json
  /** In the order in which they were started. */
  readonly tasks: readonly TaskRun[]
}

export interface TaskRun {
  readonly id: string
  readonly prompt: string
  readonly language: Language
  /** The number of visible checks. */
  readonly checks: number
  /** Where it is a question about images. */
  readonly visual?: VisualTask
  readonly startedAtMs: number
  readonly endedAtMs?: number
  /** In the order in which they were written. */
  readonly attempts: readonly AttemptRun[]
  readonly replies: readonly ReplyRun[]
  /** All that was paid, also before an interruption. */
  readonly spent: Spent
  readonly submitted?: {
    readonly attemptId: string | null
    readonly reason: 'solved' | 'finished' | 'budget'
    readonly budget?: keyof Budget
  }
  readonly grade?: Grade
  readonly failure?: { readonly boundary: string; readonly message: string }
}

/** `executions` are those on the visible checks; `passes`, `passRate` and `best` of core read them. */
export interface AttemptRun extends Attempt {
  /** The part that wrote it. */
  readonly by: string
  readonly rivals?: readonly string[]
  /** Artifact ids of the kept traces of its execution, by check id. */
  readonly traces?: Readonly<Record<string, string>>
  /** Runs of the same program that a part asked for to watch it. */
  readonly replays: readonly Replay[]
}

export interface Replay extends Execution {
  readonly by: string
  /** Artifact ids of kept traces, by check id. */
  readonly traces?: Readonly<Record<string, string>>
}

export interface ReplyRun {
  /** The attempt that the part worked on. */
  readonly attemptId: string | null
  readonly by: string
  readonly request: ModelRequest
  readonly reply: ModelReply
}

export interface Spent {
  readonly modelCalls: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly costUsd: number
  /** That were really made; `cachedExecutions` were answered from the cache. */
  readonly executions: number
  readonly cachedExecutions: number
  readonly cpuMs: number
}

export const nothingSpent: Spent = {
  modelCalls: 0,
  inputTokens: 0,
  outputTokens: 0,
  costUsd: 0,
  executions: 0,
  cachedExecutions: 0,
  cpuMs: 0,
}

export const addSpent = (a: Spent, b: Spent): Spent => ({
  modelCalls: a.modelCalls + b.modelCalls,
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  costUsd: a.costUsd + b.costUsd,
  executions: a.executions + b.executions,
  cachedExecutions: a.cachedExecutions + b.cachedExecutions,
  cpuMs: a.cpuMs + b.cpuMs,
})
