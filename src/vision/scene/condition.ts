import type { Grammar, Parsed } from './grammar.ts'
import { among, begins, lengthOf, skip } from './grammar.ts'
import { attributeTests, modifiersAt } from './modifiers.ts'
import { holds } from './members.ts'
import { allOf, ofAttribute } from './of-attribute.ts'
import type { Phrase, Test } from './phrase.ts'
import { alone, isEnough, select } from './phrase.ts'
import { placesAt } from './place.ts'
import { directRelation } from './direct.ts'
import { isBetween, relation } from './relations.ts'
import { widened } from './view.ts'

const adverbs = new Set(['closely', 'nearly', 'directly', 'right', 'immediately', 'just', 'all', 'also', 'currently'])
/** What towers are of: `made up of blocks`. */
const making = new Set(['made', 'up', 'built', 'composed', 'consisting', 'consists', 'consist', 'formed'])
const auxiliary = new Set(['that', 'which', 'who', 'is', 'are', 'was', 'were', 'being', 'be', 'does', 'do'])
const having = ['with', 'has', 'have', 'having', 'contains', 'contain', 'containing', 'holds', 'holding', 'including']

/** What may follow a noun: `touching the wall`, `on top of a blue one`, `with two blocks`, `that are not yellow`. */
export function conditionsAt(words: readonly string[], at: number, grammar: Grammar): readonly Parsed<Test>[] {
  const from = skip(words, at, auxiliary)
  const not = begins(words, from, 'not')
  const said = skip(words, not ? from + 1 : from, adverbs)
  const made = skip(words, said, making)
  const begin = begins(words, made, 'of') ? made : said
  const readings = [
    // Places first: `on top` is one, not on a thing that is at the top.
    ...placesAt(words, begin, grammar),
    ...ofAttribute(words, begin, grammar),
    // The adverb may be none: `right of …`, `directly right of …`.
    ...(not ? [] : [...words.slice(from, said).keys()].flatMap((index) => relationsAt(words, from + index, grammar))),
    ...relationsAt(words, begin, grammar),
    ...holdingAt(words, begin, grammar),
    // An adjective needs its verb: `squares that are yellow`.
    ...(from > at ? predicatesAt(words, begin, grammar) : []),
  ]
  return not ? readings.map((one) => ({ ...one, value: negated(one.value) })) : readings
}

/** What may follow `is`: adjectives, `empty`, or a condition. */
export function predicatesAt(words: readonly string[], at: number, grammar: Grammar): Parsed<Test>[] {
  const not = begins(words, at, 'not')
  const from = not ? at + 1 : at
  const adjectives = modifiersAt(words, from, grammar).flatMap(({ value, next, unknown }) =>
    value.attributes.length > 0 && value.pick === undefined
      ? [{ value: allOf(attributeTests(value)), next, unknown }]
      : [],
  )
  const found = begins(words, from, 'empty')
    ? [...adjectives, { value: isEmpty, next: from + 1, unknown: 0 }]
    : adjectives
  return not ? found.map((one) => ({ ...one, value: negated(one.value) })) : found
}

const isEmpty: Test = {
  known: true,
  holds: ({ id, members }, { scene }) =>
    members === undefined && scene.things.every(({ container }) => container !== id),
}

export const negated = (test: Test): Test => ({
  ...test,
  holds: (thing, view) => test.known && !test.holds(thing, view),
})

function relationsAt(words: readonly string[], at: number, grammar: Grammar): Parsed<Test>[] {
  if (begins(words, at, 'between')) return betweenAt(words, at + 1, grammar)
  if (begins(words, at, 'touching', 'each', 'other')) return [{ value: touchingOthers, next: at + 3, unknown: 0 }]
  const names = among(words, at, grammar.relationTable)
  const isDirect = /^(directly|immediately|right|just)$/.test(words[at - 1] ?? '')
  return names.flatMap((name) =>
    grammar.nounPhrase(words, at + lengthOf(name)).map(({ value, next, unknown }) => ({
      value:
        name === 'of'
          ? eitherOf(relatedTo(name, value), holding(value))
          : relatedTo(name, value, isDirect ? directRelation(name) : relation(name)),
      next,
      unknown,
    })),
  )
}

/** Related to as many things as the phrase says, to one where it says nothing. */
function relatedTo(name: string, phrase: Phrase, relates = relation(name)): Test {
  return {
    known: true,
    holds: (thing, view) => {
      const others = select(phrase, widened(view)).filter(({ id }) => id !== thing.id)
      const related = others.filter((other) => relates(thing, other, view.scene))
      return isEnough(phrase.quantity, related.length, others.length)
    },
  }
}

const holding = (phrase: Phrase): Test => ({
  known: true,
  holding: true,
  holds: (thing, view) => holds(thing, phrase, view),
})

/** `the base of a tower` lies in it, `a tower of two blocks` holds them. */
const eitherOf = (one: Test, other: Test): Test => ({
  known: one.known && other.known,
  holds: (thing, view) => one.holds(thing, view) || other.holds(thing, view),
})

const touchingOthers: Test = {
  known: true,
  holds: (thing, { scene }) =>
    scene.things.some((other) => other.role === 'object' && relation('touching')(thing, other, scene)),
}

/** `between a circle and a square`, `between two triangles`. */
function betweenAt(words: readonly string[], at: number, { nounPhrase }: Grammar): Parsed<Test>[] {
  return nounPhrase(words, at).flatMap((one): Parsed<Test>[] => {
    const pair = [
      { value: betweenTwo(alone(one.value), one.value.or ?? one.value), next: one.next, unknown: one.unknown },
    ]
    if (!begins(words, one.next, 'and')) return pair
    const others = nounPhrase(words, one.next + 1)
    return [
      ...pair,
      ...others.map((other) => ({
        value: betweenTwo(alone(one.value), other.value),
        next: other.next,
        unknown: one.unknown + other.unknown,
      })),
    ]
  })
}

const betweenTwo = (one: Phrase, other: Phrase): Test => ({
  known: true,
  holds: (thing, view) =>
    select(one, widened(view)).some((a) => select(other, widened(view)).some((b) => isBetween(thing, a, b))),
})

function holdingAt(words: readonly string[], at: number, { nounPhrase, vocabulary }: Grammar): Parsed<Test>[] {
  const word = words[at] ?? ''
  if (!having.includes(word) || vocabulary.relations.has(word)) return []
  return nounPhrase(words, at + 1).map(({ value, next, unknown }) => ({
    value: holding(value),
    next,
    unknown,
  }))
}
