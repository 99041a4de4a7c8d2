import type { Answer } from '../answer.ts'
import type { Grammar } from '../grammar.ts'
import { skip } from '../grammar.ts'
import type { Attribute } from '../scene.ts'
import type { View } from '../view.ts'
import { valuesIn } from './attribute.ts'
import { subjectsAt } from './subject.ts'

const kinds: readonly Attribute['kind'][] = ['color', 'shape', 'size', 'material']
const between = new Set(['is', 'are', 'all', 'both', 'have', 'has', 'of', 'in', 'the', 'a'])

/** `Are all objects the same color?`, `Do the circles have different sizes?`, `All squares are the same size.` */
export function sameAnswer(words: readonly string[], view: View, grammar: Grammar): Answer | undefined {
  const [adjective = '', noun = ''] = words.slice(-2)
  const spelled = noun.replace('colour', 'color').replace(/s$/, '')
  const kind = kinds.find((one) => one === spelled)
  if (!/^(same|different)$/.test(adjective) || kind === undefined) return undefined
  const start = /^(is|are|was|were|do|does)$/.test(words[0] ?? '') ? 1 : 0
  const subject = subjectsAt(words, start, { view, grammar }).find(
    ({ next }) => skip(words, next, between) === words.length - 2,
  )
  if (subject === undefined) return undefined
  const values = subject.value.things.flatMap((thing) => valuesIn(thing, kind, view))
  const distinct = new Set(values).size
  if (distinct === 0) return undefined
  const isSo = adjective === 'same' ? distinct === 1 : distinct === values.length && distinct > 1
  return { text: isSo ? 'yes' : 'no', confidence: subject.value.known ? 1 : 0.5 }
}
