import type { VisualAnswer } from '../../core/visual.ts'
import { normaliseAnswer } from './normalise-answer.ts'

const small = `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
  seventeen eighteen nineteen`.split(/\s+/)
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

/** The count that an answer gives: a whole number, in digits or in words to ninety-nine; `undefined` when it gives none. */
export function countOf(answer: VisualAnswer): number | undefined {
  if (answer.kind === 'number') return Number.isInteger(answer.value) ? answer.value : undefined
  if (answer.kind !== 'text') return undefined
  const text = normaliseAnswer(answer.text, 'strict')
  return /^\d+$/.test(text) ? Number(text) : wordsToNumber(text)
}

function wordsToNumber(text: string): number | undefined {
  const [first = '', second, ...rest] = text.split(' ')
  if (rest.length > 0) return undefined
  const ten = tens.indexOf(first) + 2
  if (ten < 2) return second === undefined && small.includes(first) ? small.indexOf(first) : undefined
  if (second === undefined) return 10 * ten
  // Normalisation has made a digit of the second word.
  return /^[1-9]$/.test(second) ? 10 * ten + Number(second) : undefined
}

/**
 * The count that the released TallyQA scorer reads: `int(answer)`, and 0 for all that `int` refuses, words among them (its
 * reader of words fails always): such an answer is right where the count is 0.
 */
export function publishedCountOf(answer: VisualAnswer): number {
  switch (answer.kind) {
    case 'number':
      return Math.trunc(answer.value)
    case 'boolean':
      return answer.value ? 1 : 0
    case 'text':
      return /^\s*[+-]?\d+\s*$/.test(answer.text) ? Number(answer.text) : 0
    case 'patch':
    case 'list':
    case 'other':
      return 0
  }
}
