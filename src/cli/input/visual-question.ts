import { EngineError } from '../../core/engine-error.ts'
import type { VisualAnswerKind, VisualInput, VisualTask } from '../../core/visual.ts'

export interface AskedQuestion {
  readonly question: string
  readonly images: readonly string[]
  /** The program, where there is one: its parameter says how it takes the images. */
  readonly source?: string
}

/** A question of a person about images as a visual task, in the words of the published prompts (VDebugger §1). */
export function visualQuestion({ question, images, source }: AskedQuestion): VisualTask {
  const given = /def\s+execute_command\s*\(\s*(\w+)[^)]*\)\s*(?:->\s*(\w+))?/.exec(source ?? '')
  const input = inputOf(given?.[1], images)
  const answer = given?.[2] === 'ImagePatch' ? 'patch' : answerOf(question)
  return {
    question,
    query: `${openings[input]}: ${answer === 'patch' ? question : asked(question)}`,
    header: `def execute_command(${input}) -> ${answer === 'patch' ? 'ImagePatch' : 'str'}:`,
    input,
    answer,
    images,
  }
}

const openings: Readonly<Record<VisualInput, string>> = {
  image: 'Given an image',
  image_dict: 'Given two images, one on the left and one on the right',
  image_list: 'Given a list of images',
}

const inputOf = (parameter: string | undefined, images: readonly string[]): VisualInput => {
  const named = (['image', 'image_dict', 'image_list'] as const).find((name) => name === parameter)
  if (named !== undefined) return named
  const byCount = ['image', 'image', 'image_dict'] as const
  if (images.length === 0)
    throw new EngineError('usage', 'give an image: faultline debug IMAGE QUESTION --program FILE')
  return byCount[images.length] ?? 'image_list'
}

const asked = (question: string): string =>
  question.trimEnd().endsWith('?') ? question : `Is the statement true? ${question}`

/** What kind of answer an English question or statement wants. */
const answerOf = (question: string): VisualAnswerKind => {
  const text = question.trim().toLowerCase()
  if (/^(find|locate|point (to|at))\b/.test(text)) return 'patch'
  if (/\bhow many\b|\bwhat number of\b|^count\b/.test(text)) return 'count'
  if (!text.endsWith('?')) return 'yes/no'
  return /\b(what|which|who|whose|where|when|why|how|or)\b/.test(text) ? 'text' : 'yes/no'
}
