import type { Grammar, Parsed } from './grammar.ts'
import { begins } from './grammar.ts'
import type { Test } from './phrase.ts'
import { select } from './phrase.ts'
import type { Pick } from './pick.ts'
import { isPicked } from './pick.ts'
import { quantityAt } from './quantity.ts'
import type { Wall } from './relations.ts'
import { inside, relation, wallsTouched } from './relations.ts'
import { widened } from './view.ts'

const prepositions = new Set(['touching', 'touches', 'touch', 'touched', 'against', 'along', 'at', 'on', 'in', 'as'])
const walls: Readonly<Record<string, readonly Wall[]>> = {
  left: ['left'],
  right: ['right'],
  top: ['top'],
  upper: ['top'],
  bottom: ['bottom'],
  lower: ['bottom'],
  base: ['bottom'],
  floor: ['bottom'],
  ground: ['bottom'],
  ceiling: ['top'],
}
const any: readonly Wall[] = ['left', 'right', 'top', 'bottom']
const wallNouns = ['wall', 'edge', 'side', 'border', 'boundary', 'walls', 'edges', 'sides', 'borders']
/** What a place beside a thing is called. */
const sides: Readonly<Record<string, string>> = {
  left: 'left of',
  right: 'right of',
  top: 'on',
  bottom: 'below',
  base: 'below',
}
const frames = ['image', 'picture', 'photo', 'photograph', 'scene', 'figure', 'drawing']

/** Places in a box, a tower or the image: `touching the left wall`, `in a corner`, `on top`, `at the base of a tower`, `in the image`. */
export function placesAt(words: readonly string[], at: number, grammar: Grammar): Parsed<Test>[] {
  if (!prepositions.has(words[at] ?? '')) return []
  const touching =
    words[at] === 'touching' || words[at] === 'touches' || words[at] === 'touch' || words[at] === 'against'
  const from = quantityAt(words, at + (touching && begins(words, at + 1, 'with') ? 2 : 1)).next
  const found = [
    ...wallAt(words, from, touching),
    ...(touching ? [] : [...orderAt(words, from), ...frameAt(words, from)]),
  ]
  return found.flatMap((one) => [one, ...ofBox(words, one, grammar)])
}

/** A wall or a corner. `at the left` alone is a place in an order, `touching the left` a wall. */
function wallAt(words: readonly string[], at: number, touching: boolean): Parsed<Test>[] {
  const named = Object.hasOwn(walls, words[at] ?? '') ? walls[words[at] ?? ''] : undefined
  const next = named === undefined ? at : at + 1
  if (wallNouns.includes(words[next] ?? '')) {
    const test = onWall(named ?? any)
    const none: Test = { known: true, holds: (thing, view) => !test.holds(thing, view) }
    return [{ value: words[at - 1] === 'no' ? none : test, next: next + 1, unknown: 0 }]
  }
  if (/^corners?$/.test(words[at] ?? '')) return [{ value: inCorner([]), next: at + 1, unknown: 0 }]
  if (named !== undefined && /^(left|right)$/.test(words[next] ?? '') && /^corners?$/.test(words[next + 1] ?? ''))
    return [{ value: inCorner([...named, ...(walls[words[next] ?? ''] ?? [])]), next: next + 2, unknown: 0 }]
  if (named !== undefined && /^corners?$/.test(words[next] ?? ''))
    return [{ value: inCorner(named), next: next + 1, unknown: 0 }]
  const isPlace = touching || ['floor', 'ground', 'ceiling'].includes(words[at] ?? '')
  return named !== undefined && isPlace ? [{ value: onWall(named), next, unknown: 0 }] : []
}

const onWall = (those: readonly Wall[]): Test => ({
  known: true,
  holds: (thing, { scene }) => wallsTouched(thing, scene).some((wall) => those.includes(wall)),
})

/** Touching two walls that meet, and those that are named. */
const inCorner = (those: readonly Wall[]): Test => ({
  known: true,
  holds: (thing, { scene }) => {
    const touched = wallsTouched(thing, scene)
    const meets = (pair: readonly Wall[]): boolean => pair.some((wall) => touched.includes(wall))
    return meets(['left', 'right']) && meets(['top', 'bottom']) && those.every((wall) => touched.includes(wall))
  },
})

const orders: Readonly<Record<string, Pick['by']>> = {
  top: 'top',
  bottom: 'bottom',
  base: 'bottom',
  left: 'left',
  right: 'right',
  middle: 'middle',
  center: 'middle',
  centre: 'middle',
}

/** `on top`, `at the base`, `in the middle`, `on the left side`: first in that order among the things of its tower or box. */
function orderAt(words: readonly string[], at: number): Parsed<Test>[] {
  const by = Object.hasOwn(orders, words[at] ?? '') ? orders[words[at] ?? ''] : undefined
  if (by === undefined) return []
  const value: Test = { known: true, holds: (thing, { scene }) => isPicked(thing, { by, nth: 1 }, scene) }
  return [{ value, next: at + 1, unknown: 0 }]
}

const frameAt = (words: readonly string[], at: number): Parsed<Test>[] =>
  frames.includes(words[at] ?? '') ? [{ value: { known: true, holds: () => true }, next: at + 1, unknown: 0 }] : []

/** `… of the box`, `… of a tower with two blocks`: the thing lies in such a one. `on top of a circle`: it is over it. */
function ofBox(words: readonly string[], place: Parsed<Test>, { nounPhrase }: Grammar): Parsed<Test>[] {
  if (!begins(words, place.next, 'of')) return []
  const frame = frameAt(words, quantityAt(words, place.next + 1).next).map((one) => ({ ...one, value: place.value }))
  const side = words.slice(0, place.next).findLast((word) => Object.hasOwn(sides, word)) ?? ''
  const beside = relation(sides[side] ?? 'in')
  const holders = nounPhrase(words, place.next + 1).map(({ value, next, unknown }) => ({
    value: {
      known: true,
      holds: (thing, view) => {
        const such = select(value, widened(view))
        if (such.every(({ role }) => role === 'object')) return such.some((other) => beside(thing, other, view.scene))
        return place.value.holds(thing, view) && such.some((holder) => inside(thing, holder, view.scene))
      },
    } satisfies Test,
    next,
    unknown: place.unknown + unknown,
  }))
  return [...frame, ...holders]
}
