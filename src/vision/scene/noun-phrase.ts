import type { Grammar, Parsed } from './grammar.ts'
import { blockShapes, isBlockNoun, isKindNoun, isKindOf, rolesFor } from './lexicon.ts'
import { holds } from './members.ts'
import type { Modifiers } from './modifiers.ts'
import { attributeTests, modifiersAt } from './modifiers.ts'
import { isPicked } from './pick.ts'
import type { Head, Phrase, Test } from './phrase.ts'
import { quantityAt } from './quantity.ts'
import { attributeOf } from './scene.ts'
import type { Vocabulary } from './vocabulary.ts'
import { functionWords } from './vocabulary.ts'
import { numberOf, singular } from './words.ts'

const anyObject: Head = { known: true, role: 'object', holds: ({ role }) => role === 'object' }

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
  const simple = modifiersAt(words, quantity.next, grammar).flatMap((modifiers) => {
    const heads = headsAt(words, modifiers.next, { grammar, modifiers: modifiers.value })
    const { attributes, pick, place } = modifiers.value
    const last = pick ?? place
    const full = heads.map((head) => ({ ...head, value: phraseOf(head.value, modifiers.value, quantity.value) }))
    // Adjectives alone are a phrase (`the yellow`), and so is a place: `the base of a tower`, `a yellow top`.
    const alone = phraseOf(anyObject, { attributes, ...(last !== undefined && { place: last }) }, quantity.value)
    const short = modifiers.next > quantity.next ? [{ value: alone, next: modifiers.next, unknown: 0 }] : []
    return [...full, ...short].map((one) => ({ ...one, unknown: modifiers.unknown + one.unknown }))
  })
  return [...simple, ...compounds(words, quantity, grammar)]
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

interface Context {
  readonly grammar: Grammar
  readonly modifiers: Modifiers
}

function headsAt(
  words: readonly string[],
  at: number,
  { grammar: { vocabulary }, modifiers }: Context,
): Parsed<Head>[] {
  const found: Parsed<Head>[] = []
  for (const length of [3, 2, 1]) {
    if (at + length > words.length) continue
    const spoken = words.slice(at, at + length)
    const noun = [...spoken.slice(0, -1), singular(spoken.at(-1) ?? '')].join(' ')
    const head =
      headFor(noun, vocabulary, modifiers) ??
      (length > 1 ? headFor(spoken.join(' '), vocabulary, modifiers) : undefined)
    if (head !== undefined) found.push({ value: head, next: at + length, unknown: 0 })
  }
  const word = words[at]
  if (found.length === 0 && word !== undefined && !functionWords.has(word) && !vocabulary.attributes.has(word))
    found.push({ value: { known: false, holds: ({ names }) => names.includes(word) }, next: at + 1, unknown: 1 })
  return found
}

/** What a noun is for. */
function headFor(noun: string, { names, attributes }: Vocabulary, { attributes: own }: Modifiers): Head | undefined {
  const role = rolesFor(noun)
  const named = (thingNames: readonly string[]): boolean => thingNames.some((name) => isKindOf(name, noun))
  if (role === 'container')
    // `the yellow box` may be a square.
    return {
      known: true,
      holds: (thing) => thing.role === 'container' || named(thing.names),
      otherwise: (thing) => thing.role === 'object' && blockShapes.includes(attributeOf(thing, 'shape') ?? ''),
    }
  if (role !== undefined) return { known: true, role, holds: (thing) => thing.role === role }
  if (isBlockNoun(noun)) {
    if (own.some(({ kind }) => kind === 'shape')) return anyObject
    return {
      known: true,
      role: 'object',
      holds: (thing) =>
        thing.role === 'object' &&
        (blockShapes.includes(attributeOf(thing, 'shape') ?? '') || thing.names.includes(noun)),
    }
  }
  const attribute = attributes.get(noun)
  if (attribute?.kind === 'shape')
    // `the grey square` may be a box.
    return {
      known: true,
      role: 'object',
      holds: (thing) => thing.role === 'object' && attributeOf(thing, 'shape') === attribute.value,
      otherwise: (thing) => thing.role === 'container' && attributeOf(thing, 'shape') === attribute.value,
    }
  if (!names.has(noun) && !isKindNoun(noun)) return undefined
  return { known: true, holds: (thing) => named(thing.names) }
}
