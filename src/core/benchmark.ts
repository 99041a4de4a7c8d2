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
}

/** Runs a program for the benchmark itself, with the tools of `task`: nothing of it is handed to a part, or recorded. */
export type Execute = (program: Program, request: ExecutionRequest, task?: Task) => Promise<Execution>

/** Where tasks come from, and how a submission is graded. Hidden tests live here alone. */
export interface Benchmark {
  readonly name: string
  tasks(execute: Execute): AsyncIterable<Task>
  grade(task: Task, submitted: Program, execute: Execute): Promise<Grade>
}
