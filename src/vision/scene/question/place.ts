import { centreX, centreY } from '../geometry.ts'
import type { Grammar } from '../grammar.ts'
import { begins } from '../grammar.ts'
import type { Answer } from '../answer.ts'
import type { View } from '../view.ts'
import { subjectsAt } from './subject.ts'

/** `Where is the circle?`: on which side of what is shown; `On which side is it?` left or right. */
export function placeAnswer(words: readonly string[], view: View, grammar: Grammar): Answer | undefined {
  const side = begins(words, 0, 'on', 'which', 'side') || begins(words, 0, 'which', 'side')
  const at = side ? words.findIndex((word) => word === 'is' || word === 'are') : 1
  if (!side && !begins(words, 0, 'where', 'is') && !begins(words, 0, 'where', 'are')) return undefined
  const from = side ? at + 1 : 2
  const [subject] = subjectsAt(words, from, { view, grammar }).filter(({ next }) => next === words.length)
  const thing = subject?.value.things[0]
  if (at < 0 || thing === undefined) return undefined
  const { left, right, lower, upper } = view.region
  const across = (centreX(thing.box) - left) / (right - left) - 0.5
  const along = (centreY(thing.box) - lower) / (upper - lower) - 0.5
  if (side) return { text: across < 0 ? 'left' : 'right', confidence: 1 }
  if (Math.max(Math.abs(across), Math.abs(along)) < 1 / 6) return { text: 'middle', confidence: 1 }
  const text = Math.abs(across) >= Math.abs(along) ? (across < 0 ? 'left' : 'right') : along < 0 ? 'bottom' : 'top'
  return { text, confidence: 1 }
}
