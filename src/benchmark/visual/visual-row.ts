import type { Task } from '../../core/task.ts'
import type { VisualTask } from '../../core/visual.ts'
import type { VisualGold } from './score-visual.ts'

/** One question of a data set, with its gold answer. */
export interface VisualRow {
  readonly id: string
  /** A name that it shares with others: a program under that name is for all of them. */
  readonly group?: string
  readonly visual: VisualTask
  readonly gold: VisualGold
}

/** The task of a row: all of it may be shown to the solver. */
export const taskOfRow = ({ id, visual }: Pick<VisualRow, 'id' | 'visual'>, seed?: string): Task => ({
  id,
  prompt: `# ${visual.query}\n${visual.header}\n`,
  language: 'python',
  module: 'program',
  entry: 'execute_command',
  checks: [],
  visual,
  ...(seed !== undefined && { seed }),
})

/** A statement is asked about as the published prompts do; a question is left as it is. */
export const asQuestion = (sentence: string): string =>
  sentence.trimEnd().endsWith('?') ? sentence : `Is the statement true? ${sentence}`
