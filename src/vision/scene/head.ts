import type { Grammar, Parsed } from './grammar.ts'
import { blockShapes, isBlockNoun, isKindNoun, isKindOf, rolesFor } from './lexicon.ts'
import type { Modifiers } from './modifiers.ts'
import type { Head } from './phrase.ts'
import type { Role } from './scene.ts'
import { attributeOf } from './scene.ts'
import type { Vocabulary } from './vocabulary.ts'
import { functionWords } from './vocabulary.ts'
import { singular } from './words.ts'

const roleHead = (role: Role): Head => ({ known: true, role, holds: (thing) => thing.role === role })
/** For every object. */
export const anyObject = roleHead('object')

interface Context {
  readonly grammar: Grammar
  readonly modifiers: Modifiers
}

/** The nouns from a place on; one that means nothing where there is none. */
export function headsAt(
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
  // `a block tower`: towers are made of blocks.
  const made = isBlockNoun(singular(words[at] ?? '')) ? rolesFor(singular(words[at + 1] ?? '')) : undefined
  if (made === 'tower') found.push({ value: roleHead(made), next: at + 2, unknown: 0 })
  const word = words[at]
  if (found.length === 0 && word !== undefined && !functionWords.has(word) && !vocabulary.attributes.has(word))
    found.push({ value: { known: false, holds: ({ names }) => names.includes(word) }, next: at + 1, unknown: 1 })
  return found
}

/** What a noun is for. */
export function headFor(
  noun: string,
  { names, attributes }: Vocabulary,
  { attributes: own }: Modifiers,
): Head | undefined {
  const role = rolesFor(noun)
  const named = (thingNames: readonly string[]): boolean => thingNames.some((name) => isKindOf(name, noun))
  if (role === 'container')
    // `the yellow box` may be a square.
    return {
      known: true,
      holds: (thing) => thing.role === 'container' || named(thing.names),
      otherwise: (thing) => thing.role === 'object' && blockShapes.includes(attributeOf(thing, 'shape') ?? ''),
    }
  if (role !== undefined) return roleHead(role)
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
