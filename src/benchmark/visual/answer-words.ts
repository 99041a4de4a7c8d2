import type { Box, VisualAnswer } from '../../core/visual.ts'
import type { VisualGold } from './score-visual.ts'

/** An answer for people: `yes`, `3`, `box (10, 20, 30, 40)`. Bounded. */
export function answerWords(answer: VisualAnswer): string {
  switch (answer.kind) {
    case 'text':
      return clip(answer.text)
    case 'boolean':
      return answer.value ? 'True' : 'False'
    case 'number':
      return String(answer.value)
    case 'patch':
      return boxWords(answer.patch.box)
    case 'list':
      return clip(`[${answer.items.slice(0, 20).map(answerWords).join(', ')}${answer.items.length > 20 ? ', …' : ''}]`)
    case 'other':
      return clip(answer.text)
  }
}

export function goldWords(gold: VisualGold): string {
  switch (gold.kind) {
    case 'text':
      return gold.text
    case 'yes/no':
      return gold.value ? 'yes' : 'no'
    case 'count':
      return String(gold.value)
    case 'patch':
      return boxWords(gold.box)
  }
}

const boxWords = ({ left, lower, right, upper }: Box): string => `box (${left}, ${lower}, ${right}, ${upper})`

const clip = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text)
