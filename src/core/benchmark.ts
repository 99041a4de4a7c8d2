import type { Execution } from './execution.ts'
import type { Program } from './program.ts'
import type { ExecutionRequest } from './runtime.ts'
import type { Task } from './task.ts'

/** `undecided`: the sandbox or the grader was at fault, so there is no grade, which is not a zero. */
export interface Grade {
  readonly verdict: 'pass' | 'fail' | 'undecided'
  /** `result` in the words of the benchmark: `passed`, `timed out`, `failed: …`. */
  readonly message: string
  readonly passed: number
  readonly of: number
  /** 1-based lines of the task's seed where its fault really is, for those benchmarks that know: what blame is measured by. */
  readonly faultLines?: readonly number[]
  /** The verdict on the task's seed, where it has one: what a mend is measured against. */
  readonly before?: Verdict
  /** Where a published scorer is more lenient, or only different: its verdicts, beside the strict ones. */
  readonly lenient?: { readonly before?: Verdict; readonly after: Verdict }
  /** What a plain vision-language model that is asked the question scores: its own column, never a part of another. */
  readonly fallback?: { readonly verdict: Verdict; readonly lenient: Verdict }
  /** The gold answer and the submission's, in words; no `actual` where the submission gave no answer. */
  readonly expected?: string
  readonly actual?: string
  /** Of box answers: intersection over union with the gold box, from 0 to 1. */
  readonly iou?: number
  /** A right program for the task, and the task's seed with its fault masked, where the benchmark knows them: what training rows are made of. */
  readonly reference?: { readonly source: string; readonly masked?: string }
  /** Of a failure: who is at fault. */
  readonly cause?: FaultCause
}

/** A graded answer. */
export type Verdict = 'pass' | 'fail'

/**
 * `program error`: another program gets it right with the same vision. `vision error`: the known right program gets it wrong,
 * too. `ambiguous`: it cannot be told.
 */
export type FaultCause = 'program error' | 'vision error' | 'ambiguous'

/**
 * Runs a program for the benchmark itself: nothing of it is handed to a part, or recorded. With a `task` that has images the
 * program gets their toolset.
 */
export type Execute = (program: Program, request: ExecutionRequest, task?: Task) => Promise<Execution>

/** Where tasks come from, and how a submission is graded. Hidden tests live here alone. */
export interface Benchmark {
  readonly name: string
  tasks(execute: Execute): AsyncIterable<Task>
  grade(task: Task, submitted: Program, execute: Execute): Promise<Grade>
}
