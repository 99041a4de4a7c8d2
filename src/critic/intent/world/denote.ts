import type { Feature, Phrase, Predicate, Quantity } from '../language/logical-form.ts'
import { isContainer } from '../language/predicate.ts'
import { related } from './relations.ts'
import type { Thing } from './scene.ts'

/** In this world the words have no clear truth value: `all` of nothing, the top of an empty box. */
export class Unclear extends Error {}

/** How the ambiguous words of a sentence are taken: each node that has two senses, with the one chosen. */
export type Senses = ReadonlyMap<object, boolean>

/** What is in view, with the senses of the words. */
export interface View {
  readonly things: readonly Thing[]
  readonly senses: Senses
}

/** The things of a view that a predicate describes. */
export const those = (predicate: Predicate, view: View, among: readonly Thing[] = view.things): readonly Thing[] => {
  const container = isContainer(predicate)
  return among.filter((each) => isOfKind(each, container) && holds(predicate, each, view))
}

const isOfKind = ({ kind }: Thing, container: boolean): boolean =>
  (kind === 'box' || kind === 'tower' || kind === 'image') === container

/** Is that so many? `total` are there at all. */
export const enough = (quantity: Quantity, count: number, total: number, senses: Senses): boolean => {
  switch (quantity.kind) {
    case 'count':
      if (quantity.vague === true && senses.get(quantity) === true) return count > quantity.n
      return compareCount(
        quantity.soft === true && senses.get(quantity) !== true ? '>=' : quantity.op,
        count,
        quantity.n,
      )
    case 'none':
      return count === 0
    default: {
      if (total === 0 || (quantity.unique === true && total > 1)) throw new Unclear()
      const every = quantity.kind === 'all' || senses.get(quantity) === true
      return every ? count === total : count > 0
    }
  }
}

export const compareCount = (op: string, a: number, b: number): boolean => {
  switch (op) {
    case '==':
      return a === b
    case '>=':
      return a >= b
    case '<=':
      return a <= b
    case '>':
      return a > b
    default:
      return a < b
  }
}

const contentsOf = (thing: Thing, predicate: Predicate, view: View): readonly Thing[] => {
  const inside = thing.kind === 'item' ? [] : thing.contents
  const boxed = thing.kind === 'image' && inside.some(({ kind }) => kind === 'box')
  if (boxed && !isContainer(predicate)) return inside.flatMap(({ contents }) => contents)
  if (thing.kind === 'box' && isContainer(predicate))
    return view.things.filter(({ kind, home }) => kind === 'tower' && home === thing)
  return inside
}

/** Is the predicate true of the thing? Throws `Unclear` where it makes no sense. */
export const holds = (predicate: Predicate, thing: Thing, view: View): boolean => {
  switch (predicate.kind) {
    case 'any':
      return true
    case 'noun':
      return isA(thing, predicate.noun)
    case 'feature':
      if (thing.kind === 'tower') return thing.contents.every((each) => each[predicate.feature] === predicate.value)
      return thing[predicate.feature] === predicate.value
    case 'word':
      return thing.words.has(predicate.word)
    case 'and':
      return predicate.parts.every((each) => holds(each, thing, view))
    case 'or':
      return predicate.parts.some((each) => holds(each, thing, view))
    case 'not':
      return !holds(predicate.part, thing, view)
    case 'maybe':
      return view.senses.get(predicate) === true || holds(predicate.part, thing, view)
    case 'touches':
      return touches(thing, predicate.side)
    case 'relation':
      return stands(thing, predicate, view)
    case 'inside':
      return isInside(thing, predicate.phrase, view)
    case 'place':
      return inPlace(thing, predicate.end, predicate.rank)
    default:
      return holdsOfContents(predicate, thing, view)
  }
}

const holdsOfContents = (predicate: Predicate, thing: Thing, view: View): boolean => {
  switch (predicate.kind) {
    case 'has': {
      const inside = contentsOf(thing, predicate.phrase.of, view)
      const count = those(predicate.phrase.of, view, inside).length
      return enough(predicate.phrase.quantity, count, inside.length, view.senses)
    }
    case 'only': {
      const inside = those(predicate.among, view, contentsOf(thing, predicate.among, view))
      return inside.length > 0 && inside.every((each) => holds(predicate.are, each, view))
    }
    case 'variety': {
      const inside = those(predicate.among, view, contentsOf(thing, predicate.among, view))
      return enough(predicate.quantity, valuesOf(inside, predicate.feature).size, inside.length, view.senses)
    }
    case 'more': {
      const inside = contentsOf(thing, predicate.a, view)
      return compareCount(
        predicate.op,
        those(predicate.a, view, inside).length,
        those(predicate.b, view, inside).length,
      )
    }
    case 'part': {
      const there = thing.contents.find((each) => inPlace(each, predicate.end, predicate.rank))
      return there !== undefined && holds(predicate.is, there, view)
    }
    case 'run':
      return longestRun(thing, predicate.of, view) >= predicate.n
    case 'extreme':
      return isExtreme(thing, predicate, view)
    default:
      return false
  }
}

export const valuesOf = (things: readonly Thing[], feature: Feature): ReadonlySet<string> =>
  new Set(things.map((each) => each[feature]))

const people = new Set('man woman boy girl child kid lady guy player people adult skier surfer'.split(' '))
const animals = new Set('dog cat horse cow sheep bird bear elephant zebra giraffe'.split(' '))

const isA = ({ kind, shape }: Thing, noun: string): boolean => {
  if (kind === noun) return true
  if (noun === 'block') return kind === 'item' && shape === 'square'
  if (noun === 'person' || noun === 'people') return people.has(kind) || kind === 'person'
  if (noun === 'animal') return animals.has(kind)
  return false
}

const touches = ({ box, home, kind }: Thing, side: string): boolean => {
  if (home === undefined || kind === 'box' || kind === 'tower') return false
  const left = box.left - home.box.left <= 0
  const right = home.box.right - box.right <= 0
  const bottom = box.lower - home.box.lower <= 0
  const top = home.box.upper - box.upper <= 0
  switch (side) {
    case 'left':
      return left
    case 'right':
      return right
    case 'top':
      return top
    case 'bottom':
      return bottom
    case 'corner':
      return (left || right) && (top || bottom)
    case 'side':
    default:
      return left || right || top || bottom
  }
}

const stands = (thing: Thing, predicate: Predicate & { readonly kind: 'relation' }, view: View): boolean => {
  const { phrase, relation, compared } = predicate
  const fits = (each: Thing): boolean =>
    compared === undefined || (each[compared.feature] === thing[compared.feature]) === compared.same
  const others = those(phrase.of, view).filter((each) => each !== thing && each.image === thing.image && fits(each))
  const wide = view.senses.get(predicate) === true
  if (relation === 'between') return isBetween(thing, others)
  const count = others.filter((each) => related(relation, thing, each, wide)).length
  if (phrase.quantity.kind === 'all') return others.length > 0 && count === others.length
  if (phrase.quantity.kind === 'none') return count === 0
  return phrase.quantity.kind === 'count' ? enough(phrase.quantity, count, others.length, view.senses) : count > 0
}

const isBetween = (thing: Thing, others: readonly Thing[]): boolean =>
  (others.some((each) => related('above', each, thing, true)) &&
    others.some((each) => related('below', each, thing, true))) ||
  (others.some((each) => related('left', each, thing, true)) &&
    others.some((each) => related('right', each, thing, true)))

const isInside = (thing: Thing, { of, quantity }: Phrase, view: View): boolean => {
  const homes = [thing.home, thing.tower].filter((each) => each !== undefined)
  if (quantity.kind === 'none') return !homes.some((each) => holds(of, each, view))
  if (homes.length === 0 || !isContainer(of))
    return those(of, view).some((each) => each !== thing && related('in', thing, each, true))
  return homes.some((each) => holds(of, each, view))
}

/** Its rank among what lies in the same container, counted from that end. */
const inPlace = (thing: Thing, end: string, rank: number): boolean => {
  const all =
    (thing.kind === 'tower'
      ? thing.home?.home?.contents.flatMap(({ contents }) => contents[0]?.tower ?? [])
      : thing.home?.contents) ?? []
  if (thing.kind === 'image') return end === 'left' ? thing.image === 0 : end === 'right' && thing.image > 0
  const along = (each: Thing): number => {
    const { left, right, lower, upper } = each.box
    return end === 'left' || (end === 'middle' && thing.kind !== 'item')
      ? left + right
      : end === 'right'
        ? -(left + right)
        : end === 'top'
          ? -(lower + upper)
          : lower + upper
  }
  const before = all.filter((each) => along(each) < along(thing)).length
  return end === 'middle' ? before > 0 && before < all.length - 1 : before === rank
}

const longestRun = (thing: Thing, of: Predicate, view: View): number => {
  const all = [...thing.contents].sort((a, b) => a.box.lower - b.box.lower)
  let best = 0
  let run = 0
  for (const each of all) {
    run = holds(of, each, view) ? run + 1 : 0
    best = Math.max(best, run)
  }
  return best
}

const isExtreme = (
  thing: Thing,
  { measure, sign, among }: Predicate & { readonly kind: 'extreme' },
  view: View,
): boolean => {
  const of = ({ box }: Thing): number =>
    measure === 'height'
      ? box.upper - box.lower
      : measure === 'width'
        ? box.right - box.left
        : (box.right - box.left) * (box.upper - box.lower)
  const others = those(
    among,
    view,
    thing.home !== undefined && thing.kind === 'item' ? thing.home.contents : view.things,
  ).filter((each) => each !== thing)
  if (others.some((each) => of(each) === of(thing))) throw new Unclear()
  return others.every((each) => sign * (of(thing) - of(each)) > 0)
}
