import type { Grammar } from './grammar.ts'
import type { View } from './view.ts'

/** A short answer in lower case. */
export interface Answer {
  readonly text: string
  /** 1 where the question was understood, 0.5 where a word of it means nothing in the scene. */
  readonly confidence: number
}

/** What is said of a question that is not understood, or that has no answer in the scene. */
export const unknownAnswer: Answer = { text: 'unknown', confidence: 0 }

export type QuestionForm = (words: readonly string[], view: View, grammar: Grammar) => Answer | undefined
