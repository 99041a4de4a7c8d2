import type { Attempt } from '../core/attempt.ts'
import type { Execution } from '../core/execution.ts'
import type { Feedback } from '../core/feedback.ts'
import type { Critic } from '../core/roles.ts'
import type { VisualTask } from '../core/visual.ts'
import type { PythonParser } from '../syntax/python.ts'
import { loadPython } from '../syntax/python.ts'
import { judgeOf } from './intent/judge/judge.ts'
import type { Judge } from './intent/judge/judge.ts'

/**
 * Says whether a visual program answers its question, without a model. It reads the question (English), imagines worlds in
 * which it has every answer, runs the program in all of them on a small machine of its own, and holds the answers against
 * what the question means there. Where they differ it tries what else could stand in each place of the program: what would
 * agree is blamed. Words of question and program, layout and the trace of the last execution add what they tell; they decide
 * alone where the question was not understood. It asks no model, runs nothing outside, and always says the same of the same.
 */
export const intentCritic = (): Critic => {
  const judge = judgeOf()
  return {
    name: 'intent',
    async critique(task, attempt) {
      const python = await loadPython()
      if (task.visual === undefined) return unsure('The task is no question about images.')
      return intentFeedback(judge, python, { visual: task.visual, attempt })
    },
  }
}

const unsure = (message: string): Feedback => ({
  from: 'intent',
  verdict: 'unsure',
  probability: 0.5,
  message,
  blame: [],
})

interface Asked {
  readonly visual: VisualTask
  readonly attempt: Attempt
}

/** The feedback on one program: synchronous, and the same for the same input. */
export const intentFeedback = (judge: Judge, python: PythonParser, { visual, attempt }: Asked): Feedback => {
  const tree = python.parse(attempt.program.source)
  const execution: Execution | undefined = attempt.executions.at(-1)
  return judge.feedback(visual, tree, execution)
}
