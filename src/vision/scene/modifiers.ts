import type { Grammar, Parsed } from './grammar.ts'
import { among, begins, lengthOf } from './grammar.ts'
import { canonical } from './lexicon.ts'
import type { Test } from './phrase.ts'
import type { Pick } from './pick.ts'
import type { Attribute, Thing } from './scene.ts'
import { ordinalOf } from './words.ts'

/** What adjectives say: attributes of which one of each kind holds (`small black or blue`), and a place in an order. */
export interface Modifiers {
  readonly attributes: readonly (Attribute & { readonly not: boolean })[]
  readonly pick?: Pick
  /** A place that follows an attribute is one among all things: `the yellow top block` is a top block, which is yellow. */
  readonly place?: Pick
}

const places: Readonly<Record<string, Pick['by']>> = {
  top: 'top',
  topmost: 'top',
  upper: 'top',
  uppermost: 'top',
  highest: 'top',
  bottom: 'bottom',
  bottommost: 'bottom',
  lower: 'bottom',
  lowest: 'bottom',
  base: 'bottom',
  left: 'left',
  leftmost: 'left',
  right: 'right',
  rightmost: 'right',
  middle: 'middle',
  center: 'middle',
  centre: 'middle',
  central: 'middle',
  biggest: 'largest',
  largest: 'largest',
  smallest: 'smallest',
  tallest: 'tallest',
}

/** The adjectives from a place on, as many as there are: readings that end after each of them, and one of none. */
export function modifiersAt(words: readonly string[], at: number, grammar: Grammar): readonly Parsed<Modifiers>[] {
  const none: Parsed<Modifiers> = { value: { attributes: [] }, next: at, unknown: 0 }
  return [none, ...extended(words, none, grammar)]
}

function extended(words: readonly string[], before: Parsed<Modifiers>, grammar: Grammar): Parsed<Modifiers>[] {
  return oneModifier(words, before, grammar).flatMap((reading) => [reading, ...extended(words, reading, grammar)])
}

function oneModifier(words: readonly string[], before: Parsed<Modifiers>, grammar: Grammar): Parsed<Modifiers>[] {
  const { value, unknown } = before
  const joined = value.attributes.length > 0 ? joint(words, before.next) : before.next
  const not = ['not', 'non', 'neither', 'nor'].includes(words[joined] ?? '')
  const at = begins(words, joined, 'not', 'a') ? joined + 2 : not ? joined + 1 : joined
  const readings = attributesAt(words, at, grammar).flatMap(({ value: attribute, next }): Parsed<Modifiers>[] =>
    goesOn(value, attribute, words.slice(before.next, joined))
      ? [{ value: { ...value, attributes: [...value.attributes, { ...attribute, not }] }, next, unknown }]
      : [],
  )
  const place = placeAt(words, at)
  if (place !== undefined && !not && value.pick === undefined && value.place === undefined) {
    const role = value.attributes.length === 0 ? 'pick' : 'place'
    readings.push({ value: { ...value, [role]: place.value }, next: place.next, unknown })
  }
  return readings
}

/** An adjective, alone or with a word for what it tells: `yellow`, `yellow in color`, `square shape`, `color yellow`. */
function attributesAt(words: readonly string[], at: number, grammar: Grammar): Parsed<Attribute>[] {
  const named = kindWords.get(words[at] ?? '')
  const from = named === undefined ? at : at + 1
  return among(words, from, grammar.attributeTable).flatMap((entry): Parsed<Attribute>[] => {
    const value = grammar.vocabulary.attributes.get(entry)
    if (value === undefined || (named !== undefined && named !== value.kind)) return []
    const next = afterSuffix(words, from + lengthOf(entry))
    const end = begins(words, next, 'in') ? next + 1 : next
    const told = kindWords.get(words[end] ?? '') === value.kind ? [{ value, next: end + 1, unknown: 0 }] : []
    return [...told, { value, next, unknown: 0 }]
  })
}

/** Words for what an adjective tells. */
const kindWords: ReadonlyMap<string, Attribute['kind']> = new Map([
  ['color', 'color'],
  ['colour', 'color'],
  ['colored', 'color'],
  ['coloured', 'color'],
  ['size', 'size'],
  ['shape', 'shape'],
  ['material', 'material'],
])

/** `black or blue` are one adjective, `small and black` two; `a square or a blue …` begins another phrase. */
function goesOn({ attributes }: Modifiers, { kind }: Attribute, joint: readonly string[]): boolean {
  const last = attributes.at(-1)
  if (joint.length === 0 || last === undefined || last.kind === kind) return true
  return !joint.includes('or') && last.kind !== 'shape'
}

/** Behind `and`, `or` and commas. */
function joint(words: readonly string[], at: number): number {
  let next = at
  while ([',', 'or', 'and'].includes(words[next] ?? '')) next++
  return next
}

/** `yellow coloured`, `square shaped`. */
const afterSuffix = (words: readonly string[], at: number): number =>
  ['colored', 'coloured', 'shaped', 'sized', 'looking'].includes(words[at] ?? '') ? at + 1 : at

function placeAt(words: readonly string[], at: number): Parsed<Pick> | undefined {
  const nth = ordinalOf(words[at])
  // Blocks are counted from the base up, where nothing else is said.
  if (nth !== undefined) return { value: { by: 'bottom', nth }, next: at + 1, unknown: 0 }
  const by = places[words[at] ?? '']
  if (by !== undefined && Object.hasOwn(places, words[at] ?? '')) {
    const most = begins(words, at + 1, 'most') ? 1 : 0
    return { value: { by, nth: 1 }, next: at + 1 + most, unknown: 0 }
  }
  return undefined
}

/** One test for each kind of attribute: one of the values, and none of the denied ones. */
export function attributeTests({ attributes }: Modifiers): Test[] {
  const kinds = [...new Set(attributes.map(({ kind, value }) => (kind === 'other' ? value : kind)))]
  return kinds.map((key) => {
    const own = attributes.filter(({ kind, value }) => (kind === 'other' ? value : kind) === key)
    const wanted = own.filter(({ not }) => !not)
    const denied = own.filter(({ not }) => not)
    return {
      known: true,
      holds: (thing) =>
        (wanted.length === 0 || wanted.some((one) => hasAttribute(thing, one))) &&
        !denied.some((one) => hasAttribute(thing, one)),
    }
  })
}

/** Whether a thing has the attribute; a word of another language for the same colour is the same. */
export const hasAttribute = (thing: Thing, { value }: Attribute): boolean =>
  thing.attributes.some((own) => own.value === value || canonical(own.value) === canonical(value)) ||
  thing.names.includes(value)
