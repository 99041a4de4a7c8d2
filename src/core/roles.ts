import type { Attempt } from './attempt.ts'
import type { Execution } from './execution.ts'
import type { Feedback } from './feedback.ts'
import type { ModelReply, ModelRequest } from './model.ts'
import type { Program } from './program.ts'
import type { ExecutionRequest } from './runtime.ts'
import type { Task } from './task.ts'

/** What a part may do to the world: ask a model, run a program. Both are metered, cached and recorded by the session. */
export interface Means {
  ask(request: ModelRequest): Promise<ModelReply>
  /** Runs on the task's module name and helper modules; the request says the rest. */
  execute(program: Program, request: ExecutionRequest): Promise<Execution>
  /** A number in [0, 1), from the run's seed. */
  random(): number
  readonly signal: AbortSignal
}

/** A program text that a part proposes, with the reason for it. */
export interface Proposal {
  readonly source: string
  readonly note?: string
  /** Other proposals that the visible checks cannot tell from this one though they behave differently: shown to the user. */
  readonly rivals?: readonly string[]
}

export interface Generator {
  readonly name: string
  generate(task: Task, means: Means): AsyncIterable<Proposal>
}

export interface Critic {
  readonly name: string
  critique(task: Task, attempt: Attempt, means: Means): Promise<Feedback>
}

/** Candidates, best first: the caller stops when it has enough. */
export interface Refiner {
  readonly name: string
  refine(task: Task, attempt: Attempt, means: Means): AsyncIterable<Proposal>
}

/** The moves of a strategy: each is metered and recorded with the attempt that it belongs to. */
export interface Moves {
  /** The next program of the generator, run and judged; `undefined` when it has no more. */
  generate(): Promise<Attempt | undefined>
  /** The refiner's next program for this attempt, run and judged; `undefined` when it has no more. */
  refine(attempt: Attempt): Promise<Attempt | undefined>
  random(): number
}

/** The order of the moves. Budgets end it from outside: the best attempt so far is then submitted. */
export interface Strategy {
  readonly name: string
  solve(task: Task, moves: Moves): Promise<Attempt | undefined>
}
