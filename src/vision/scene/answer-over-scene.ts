import type { VisionQuestion, VisionReply } from '../backend.ts'
import { EngineError } from '../../core/engine-error.ts'
import { intersection, isWithin } from './geometry.ts'
import { conditionsAt, predicatesAt } from './condition.ts'
import type { Grammar } from './grammar.ts'
import { complete } from './grammar.ts'
import { attributeTests, modifiersAt } from './modifiers.ts'
import { allOf } from './of-attribute.ts'
import type { Test } from './phrase.ts'
import { isSuch, likeness, select } from './phrase.ts'
import { quantityAt } from './quantity.ts'
import { answerQuestion } from './question.ts'
import { grammarFor, readPhrase, readWords } from './read-phrase.ts'
import type { Scene, Thing } from './scene.ts'
import type { View } from './view.ts'
import { viewOf, widened } from './view.ts'
import { vocabularyOf } from './vocabulary.ts'

type Of<Op extends VisionQuestion['op']> = Extract<VisionQuestion, { op: Op }>

/**
 * Answers a question from what a scene holds.
 *
 * - `find`: the things that the noun phrase is for, left to right, then top to bottom. A phrase that means nothing finds
 *   nothing.
 * - `query`: a short answer in lower case; a question that is not understood, or has no answer in the scene, gets
 *   `unknown` with confidence 0.
 * - `verify`: 1 or 0; a property that is not understood gets 0.5, which no threshold takes for true.
 * - `match`: the share of each text that is true of what the region shows; 0 for a text that is no noun phrase.
 * - `depth`: the depth of what the region shows, where the scene tells it; else, and in flat scenes, `EngineError` of boundary
 *   `toolset`.
 */
export function answerOverScene(scene: Scene, question: VisionQuestion): VisionReply {
  const grammar = grammarOf(scene)
  const view = viewOf(scene, question.region.box)
  switch (question.op) {
    case 'find':
      return findIn(view, question, grammar)
    case 'query':
      return answerQuestion(question.question, view, grammar)
    case 'verify':
      return { score: verifyIn(view, question, grammar) }
    case 'match':
      return { scores: question.texts.map((text) => matchIn(view, text, grammar)) }
    case 'depth':
      return { depth: depthIn(view) }
  }
}

const grammars = new WeakMap<Scene, Grammar>()

function grammarOf(scene: Scene): Grammar {
  let grammar = grammars.get(scene)
  if (grammar === undefined) grammars.set(scene, (grammar = grammarFor(vocabularyOf(scene))))
  return grammar
}

/** The depth of what the region shows: of several things the middle one, as the median of a depth map. */
function depthIn({ self, things }: View): number {
  const depths = (self?.depth === undefined ? things : [self]).flatMap(({ depth }) => depth ?? []).sort((a, b) => a - b)
  const middle = depths[depths.length >> 1]
  if (middle !== undefined) return middle
  throw new EngineError(
    'toolset',
    'compute_depth: the scene has no depth there. Ask a backend that estimates it, such as transformers.',
  )
}

function findIn(view: View, { name, region }: Of<'find'>, grammar: Grammar): VisionReply<Of<'find'>> {
  const phrase = readPhrase(name, grammar)
  if (phrase === undefined) return { boxes: [] }
  const boxes = select(phrase, view).flatMap(({ box, confidence = 1 }) => {
    const shown = intersection(box, region.box)
    return shown === undefined ? [] : [{ ...shown, confidence }]
  })
  return { boxes }
}

function verifyIn(view: View, { name, property }: Of<'verify'>, grammar: Grammar): number {
  const tests = propertyTests(property, grammar)
  if (tests.length === 0) return 0.5
  const phrase = readPhrase(name, grammar)
  const named = phrase === undefined ? [] : select(phrase, view)
  const shown = named.length > 0 ? named : shownIn(view)
  const subjects = view.self !== undefined && shown.some(({ id }) => id === view.self?.id) ? [view.self] : shown
  return subjects.some((thing) => tests.some((test) => test.holds(thing, widened(view)))) ? 1 : 0
}

const shownIn = (view: View): readonly Thing[] =>
  view.self === undefined ? view.things.filter(({ role }) => role === 'object') : [view.self]

/** What a property says: `yellow`, `touching the wall`, `three blocks`, `a tower`. */
function propertyTests(property: string, grammar: Grammar): readonly Test[] {
  const words = readWords(property, grammar)
  const start = /^(is|are|being|it|that)$/.test(words[0] ?? '') ? 1 : 0
  const whole = [
    ...(quantityAt(words, start).value === undefined
      ? []
      : conditionsAt(['with', ...words.slice(start)], 0, grammar).map((one) => ({
          ...one,
          next: one.next - 1 + start,
        }))),
    ...predicatesAt(words, start, grammar),
    ...conditionsAt(words, start, grammar),
    ...modifiersAt(words, start, grammar).flatMap(({ value, next, unknown }) =>
      value.attributes.length > 0 ? [{ value: allOf(attributeTests(value)), next, unknown }] : [],
    ),
  ]
  const tests = complete(whole, words).filter(({ unknown }) => unknown === 0)
  if (tests[0] !== undefined) return [tests[0].value]
  const [phrase] = complete(grammar.nounPhrase(words, start), words)
  if (phrase === undefined || phrase.unknown > 0) return []
  return [{ known: true, holds: (thing, view) => isSuch(thing, phrase.value, view) }]
}

function matchIn(view: View, text: string, grammar: Grammar): number {
  const phrase = readPhrase(text, grammar)
  if (phrase === undefined) return 0
  const whole = widened(view)
  if (view.self !== undefined && view.self.role !== 'container') return likeness(view.self, phrase, whole)
  const shown = [
    ...(view.self === undefined ? [] : [view.self]),
    ...view.things.filter(({ box }) => isWithin(box, view.region)),
  ]
  return Math.max(0, ...shown.map((thing) => likeness(thing, phrase, whole)))
}
