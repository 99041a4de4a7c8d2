import type { VisionQuestion } from './backend.ts'
import { letterOf } from './model-backend-words.ts'

const YES_OR_NO = 'Answer with one word, yes or no.'

export const queryPrompt = (question: string): string =>
  `${question}\n\nAnswer about this picture with a single word or a short phrase, in lower case; a number in digits; a question of yes or no with yes or no.`

export const verifyPrompt = ({ name, property }: Extract<VisionQuestion, { op: 'verify' }>): string =>
  `This picture shows a ${name}. Is it true of the ${name} that it is "${property}"? ${YES_OR_NO}`

export const showsPrompt = (text: string): string => `Does this picture show: ${text}? ${YES_OR_NO}`

export const matchPrompt = (texts: readonly string[]): string =>
  [
    'Which of these describes this picture best?',
    texts.map((text, index) => `${letterOf(index)}. ${text}`).join('\n'),
    'Answer with its letter alone.',
  ].join('\n\n')

export type Coordinates = 'thousandths' | 'pixels'

export const findPrompt = (name: string, coordinates: Coordinates, size: { width: number; height: number }): string =>
  [
    `Find every instance of this in the picture: ${name}`,
    `Reply with JSON alone: {"boxes": [{"box": [x1, y1, x2, y2], "confidence": 0.9}, …]}. There is one entry for each instance; where there is none, reply {"boxes": []}.`,
    coordinates === 'pixels'
      ? `(x1, y1) is the top left corner and (x2, y2) the bottom right one, in pixels: the picture is ${size.width} wide and ${size.height} high.`
      : '(x1, y1) is the top left corner and (x2, y2) the bottom right one, in thousandths of the width and height: the bottom right corner of the picture is (1000, 1000).',
    'A confidence is from 0 to 1.',
  ].join('\n')

export const againPrompt = (why: string): string =>
  `That reply cannot be used: ${why}. Reply once more, in the form that was asked for and with nothing else.`
