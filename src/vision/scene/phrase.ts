import type { Pick } from './pick.ts'
import { picked } from './pick.ts'
import type { Role, Thing } from './scene.ts'
import type { View } from './view.ts'

/** Whether something is true of a thing. */
export interface Test {
  readonly holds: (thing: Thing, view: View) => boolean
  /** False for a word that means nothing in the scene: it holds of nothing. */
  readonly known: boolean
  /** Set where it is about what a thing holds: `with two blocks`. */
  readonly holding?: true
}

/** The noun of a phrase: which things it is for. `otherwise` are those that it is for where there are none of these. */
export interface Head extends Test {
  readonly otherwise?: (thing: Thing) => boolean
  /** What it is for, where the noun says it: an object of a flat scene holds nothing. */
  readonly role?: Role
}

/** `the two small black squares on top`: what it is for, what must hold, which of those are picked, how many there should be. */
export interface Phrase {
  readonly head: Head
  readonly tests: readonly Test[]
  readonly pick?: Pick
  readonly quantity?: Quantity
  /** `circles or triangles`: the things of any of the phrases are meant. `joined` is the word between them. */
  readonly or?: Phrase
  readonly joined?: 'and' | 'or'
}

/** `exactly two`, `at least one`, `all`. A bare number is exact, an article or none at all is at least one. */
export interface Quantity {
  readonly op: 'exactly' | 'atLeast' | 'atMost' | 'all' | 'only'
  readonly count: number
}

/** The things of the view that a phrase is for. */
export function select(phrase: Phrase, view: View): readonly Thing[] {
  const { head, tests, pick, or } = phrase
  const such = (thing: Thing): boolean => tests.every((test) => test.holds(thing, view))
  let found = view.things.filter((thing) => head.holds(thing, view) && such(thing))
  if (found.length === 0 && head.otherwise !== undefined && tests.length > 0)
    found = view.things.filter((thing) => head.otherwise?.(thing) === true && such(thing))
  if (pick !== undefined) found = picked(found, pick, view.scene)
  if (or === undefined) return found
  const others = select(or, view)
  return view.things.filter((thing) => found.includes(thing) || others.includes(thing))
}

/** Whether a thing is one that the phrase is for. */
export const isSuch = (thing: Thing, phrase: Phrase, view: View): boolean =>
  select(phrase, view).some(({ id }) => id === thing.id)

/** The share of what a phrase says that is true of a thing: 1 where all of it is. */
export function likeness(thing: Thing, phrase: Phrase, view: View): number {
  if (isSuch(thing, phrase, view)) return 1
  const parts = [phrase.head, ...phrase.tests]
  const such = parts.filter((test) => test.known && test.holds(thing, view)).length
  const own = Math.min(0.9, such / (parts.length + (phrase.pick === undefined ? 0 : 1)))
  return phrase.or === undefined ? own : Math.max(own, likeness(thing, phrase.or, view))
}

/** Without what is joined to it. */
export const alone = ({ head, tests, pick, quantity }: Phrase): Phrase => ({
  head,
  tests,
  ...(pick !== undefined && { pick }),
  ...(quantity !== undefined && { quantity }),
})

/** Whether every word of it means something in the scene. */
export const isKnown = ({ head, tests, or }: Phrase): boolean =>
  [head, ...tests].every(({ known }) => known) && (or === undefined || isKnown(or))

/** Whether `found` of `among` things are as many as the quantity says. */
export function isEnough(quantity: Quantity | undefined, found: number, among: number): boolean {
  if (quantity === undefined) return found >= 1
  if (quantity.op === 'exactly') return found === quantity.count
  if (quantity.op === 'atLeast') return found >= quantity.count
  if (quantity.op === 'atMost') return found <= quantity.count
  return found === among && found > 0
}
