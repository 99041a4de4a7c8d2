import type { Budget } from './budget.ts'
import type { Grade } from './benchmark.ts'
import type { Execution, Outcome, Usage } from './execution.ts'
import type { Feedback } from './feedback.ts'
import type { ModelReply, ModelRequest } from './model.ts'
import type { Language } from './program.ts'
import type { VisualTask } from './visual.ts'

/** The version of the log format. A change of an event needs a new version, one upgrade step and one stored fixture. */
export const LOG_VERSION = 2

/** The `by` of the execution that every attempt gets: on the task's visible checks. Other executions are by the part that asked. */
export const ENGINE = 'engine'

export type RunEvent = { readonly atMs: number; readonly taskId: string } & (
  | {
      readonly type: 'task.started'
      readonly prompt: string
      readonly language: Language
      readonly checks: number
      readonly visual?: VisualTask
    }
  | {
      readonly type: 'attempt.written'
      readonly attemptId: string
      readonly parentIds: readonly string[]
      readonly by: string
      readonly source: string
      readonly note?: string
      readonly rivals?: readonly string[]
    }
  /**
   * The attempt's program was run: by the engine on the visible checks, or once more by a part that wanted to watch it.
   * Traces are left out; where they are kept, `traces` gives their artifact by check id (`entry` for the entry's).
   */
  | ({
      readonly type: 'attempt.executed'
      readonly attemptId: string
      readonly by: string
      readonly cached: boolean
      readonly traces?: Readonly<Record<string, string>>
    } & Execution)
  /** Another program that a part ran while it worked on this attempt (`null`: on the first program). */
  | {
      readonly type: 'candidate.executed'
      readonly attemptId: string | null
      readonly by: string
      readonly cached: boolean
      readonly programId: string
      readonly runtime: string
      readonly outcome: Outcome
      readonly passed: number
      readonly of: number
      readonly usage: Usage
    }
  | { readonly type: 'attempt.judged'; readonly attemptId: string; readonly feedback: Feedback }
  | {
      readonly type: 'model.replied'
      readonly attemptId: string | null
      readonly by: string
      readonly request: ModelRequest
      readonly reply: ModelReply
      readonly cached: boolean
    }
  | {
      readonly type: 'task.submitted'
      readonly attemptId: string | null
      readonly reason: 'solved' | 'finished' | 'budget'
      readonly budget?: keyof Budget
    }
  | { readonly type: 'task.graded'; readonly grade: Grade }
  | { readonly type: 'task.failed'; readonly boundary: string; readonly message: string }
)
