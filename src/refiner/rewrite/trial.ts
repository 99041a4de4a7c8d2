import type { Attempt } from '../../core/attempt.ts'
import { EngineError } from '../../core/engine-error.ts'
import type { Execution } from '../../core/execution.ts'
import type { Feedback } from '../../core/feedback.ts'
import { program } from '../../core/program.ts'
import type { Critic, Means } from '../../core/roles.ts'
import type { ExecutionRequest } from '../../core/runtime.ts'
import type { Task } from '../../core/task.ts'
import type { SyntaxTree } from '../../syntax/python.ts'
import type { VisualEdit } from '../../syntax/visual-edit/visual-edit.ts'

/** A program that may be the mend. */
export interface Trial {
  /** One, or two. */
  readonly edits: readonly VisualEdit[]
  readonly source: string
  readonly tree: SyntaxTree
  /** Likelihood before anything is judged: of the slip, of the place, of the words. */
  readonly prior: number
}

/** What the critic says of it before it is run. */
export interface Screened extends Trial {
  readonly screen: Feedback
}

export interface Judged extends Screened {
  readonly verdict: Feedback
  /** What it answered, as a text that is equal for equal answers; `undefined` where it did not answer. */
  readonly answer: string | undefined
}

/** All that judging a trial needs. */
export interface Court {
  readonly task: Task
  readonly attempt: Attempt
  readonly means: Means
  readonly critic: Critic
}

/** Runs visual programs with all their steps: the engine adds the toolset of the task. */
export const watched: ExecutionRequest = { trace: 'full' }

export const critiqueOf = (court: Court, source: string, executions: readonly Execution[]): Promise<Feedback> => {
  const { task, attempt, means, critic } = court
  const candidate: Attempt = {
    id: attempt.id,
    parentIds: [attempt.id],
    program: program(source, task.language),
    executions,
    feedback: [],
  }
  return critic.critique(task, candidate, means)
}

export const screened = async (court: Court, trial: Trial): Promise<Screened> => ({
  ...trial,
  screen: await critiqueOf(court, trial.source, []),
})

/** Runs a trial and judges it; `undefined` for one that asks of the images what cannot be answered. */
export const judged = async (court: Court, trial: Screened): Promise<Judged | undefined> => {
  const execution = await executed(court, trial.source)
  if (execution instanceof EngineError) return undefined
  return { ...trial, verdict: await critiqueOf(court, trial.source, [execution]), answer: answerOf(execution) }
}

/** An edit may ask what this backend has no answer to: then the edit is at fault, not the environment. */
const executed = async ({ means, task }: Court, source: string): Promise<Execution | EngineError> => {
  try {
    return await means.execute(program(source, task.language), watched)
  } catch (error) {
    if (error instanceof EngineError && error.boundary === 'toolset') return error
    throw error
  }
}

export const answerOf = ({ outcome, tools }: Execution): string | undefined => {
  if (outcome.kind !== 'returned') return undefined
  const last = tools?.calls.findLast(({ op }) => op === 'answer')
  return last === undefined ? outcome.value?.text : JSON.stringify([last.args, last.answer])
}
