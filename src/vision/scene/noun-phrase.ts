import type { Grammar, Parsed } from './grammar.ts'
import { anyObject, headFor, headsAt } from './head.ts'
import { rolesFor } from './lexicon.ts'
import { holds } from './members.ts'
import type { Modifiers } from './modifiers.ts'
import { attributeTests, modifiersAt } from './modifiers.ts'
import { isPicked } from './pick.ts'
import type { Head, Phrase, Test } from './phrase.ts'
import { quantityAt } from './quantity.ts'
import { numberOf, singular } from './words.ts'

/** Phrases without what follows the noun: `at least two small black or blue squares`. */
export function plainPhrases(words: readonly string[], at: number, grammar: Grammar): readonly Parsed<Phrase>[] {
  if (pointers.has(words[at] ?? ''))
    return [{ value: { head: shown, tests: [] }, next: at + 1, unknown: 0 }, ...described(words, at, grammar)]
  return described(words, at, grammar)
}

const pointers = new Set(['this', 'it', 'that', 'these', 'they', 'those', 'them'])
const shown: Head = {
  known: true,
  holds: (thing, { self }) => (self === undefined ? thing.role === 'object' : thing.id === self.id),
}

function described(words: readonly string[], at: number, grammar: Grammar): readonly Parsed<Phrase>[] {
  const quantity = quantityAt(words, at)
  // `colored objects` are objects: what has no colour is not seen.
  const from = idleAdjectives.has(words[quantity.next] ?? '') ? [quantity.next, quantity.next + 1] : [quantity.next]
  const simple = from
    .flatMap((start) => modifiersAt(words, start, grammar))
    .flatMap((modifiers) => {
      const heads = headsAt(words, modifiers.next, { grammar, modifiers: modifiers.value })
      const { attributes, pick, place } = modifiers.value
      const last = pick ?? place
      const full = heads.map((head) => ({ ...head, value: phraseOf(head.value, modifiers.value, quantity.value) }))
      // Adjectives alone are a phrase (`the yellow`), and so is a place: `the base of a tower`, `a yellow top`.
      const alone = phraseOf(anyObject, { attributes, ...(last !== undefined && { place: last }) }, quantity.value)
      const short =
        modifiers.value.attributes.length > 0 || last !== undefined
          ? [{ value: alone, next: modifiers.next, unknown: 0 }]
          : []
      return [...full, ...short].map((one) => ({ ...one, unknown: modifiers.unknown + one.unknown }))
    })
  // Compounds first: `a three-block tower` is not three of them.
  return [...compounds(words, quantity, grammar), ...simple, ...pronounAt(words, at, grammar)]
}

const idleAdjectives = new Set(['colored', 'coloured', 'geometric', 'geometrical', 'visible'])

const pronouns: Readonly<Record<string, Phrase['quantity']>> = {
  everything: { op: 'all', count: 0 },
  nothing: { op: 'exactly', count: 0 },
  anything: undefined,
  something: undefined,
}

/** `everything`, `nothing yellow`: the adjectives follow. */
function pronounAt(words: readonly string[], at: number, grammar: Grammar): Parsed<Phrase>[] {
  const word = words[at] ?? ''
  if (!Object.hasOwn(pronouns, word)) return []
  return modifiersAt(words, at + 1, grammar).flatMap(({ value, next, unknown }) =>
    value.pick === undefined ? [{ value: phraseOf(anyObject, value, pronouns[word]), next, unknown }] : [],
  )
}

/** `a three-block tower`, `the four item boxes`: so many of them are in it. */
function compounds(words: readonly string[], before: Parsed<Phrase['quantity']>, grammar: Grammar): Parsed<Phrase>[] {
  // Where `three` has been read as how many towers there are, the same words are read again.
  const at = numberOf(words[before.next]) === undefined ? before.next - 1 : before.next
  const count = numberOf(words[at])
  const member = headFor(singular(words[at + 1] ?? ''), grammar.vocabulary, { attributes: [] })
  const role = rolesFor(singular(words[at + 2] ?? ''))
  if (count === undefined || member?.role !== 'object' || role === undefined || role === 'object') return []
  const members: Phrase = { head: member, tests: [], quantity: { op: 'exactly', count } }
  const head: Head = { known: true, role, holds: (thing, view) => thing.role === role && holds(thing, members, view) }
  return [{ value: { head, tests: [] }, next: at + 3, unknown: 0 }]
}

function phraseOf(head: Head, modifiers: Modifiers, quantity: Phrase['quantity']): Phrase {
  const { pick, place } = modifiers
  const placeTest: Test[] =
    place === undefined ? [] : [{ known: true, holds: (thing, { scene }) => isPicked(thing, place, scene) }]
  return {
    head,
    tests: [...attributeTests(modifiers), ...placeTest],
    ...(pick !== undefined && { pick }),
    ...(quantity !== undefined && { quantity }),
  }
}
