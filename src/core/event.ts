import type { Grade } from './benchmark.ts'
import type { CheckResult, Outcome, Usage } from './execution.ts'
import type { Feedback } from './feedback.ts'
import type { ModelReply, ModelRequest } from './model.ts'

/** The version of the log format. A change of an event needs a new version, one upgrade step and one stored fixture. */
export const LOG_VERSION = 1

export type RunEvent = { readonly atMs: number; readonly taskId: string } & (
  | { readonly type: 'task.started'; readonly prompt: string; readonly checks: number }
  | {
      readonly type: 'attempt.written'
      readonly attemptId: string
      readonly parentIds: readonly string[]
      readonly by: string
      readonly source: string
      readonly note?: string
      readonly rivals?: readonly string[]
    }
  /** `attemptId` is the attempt that the execution was made for; `programId` differs from its program for a candidate that a part tried. */
  | {
      readonly type: 'attempt.executed'
      readonly attemptId: string | null
      readonly by: string
      readonly programId: string
      readonly runtime: string
      readonly outcome: Outcome
      readonly checks: readonly CheckResult[]
      readonly usage: Usage
      readonly cached: boolean
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
      readonly budget?: string
    }
  | { readonly type: 'task.graded'; readonly grade: Grade }
  | { readonly type: 'task.failed'; readonly boundary: string; readonly message: string }
)
