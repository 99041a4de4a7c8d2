import { areaOf, wholeOf } from '../box.ts'
import { boxHeight, boxWidth, centreX, centreY, columnShare, gap, hairline, isWithin } from './geometry.ts'
import type { Scene, Thing } from './scene.ts'

/** Whether two things of a scene stand so to one another. */
export type Relates = (a: Thing, b: Thing, scene: Scene) => boolean

const left: Relates = ({ box: a }, { box: b }) => centreX(a) < centreX(b) && a.left < b.left && a.right < b.right
const above: Relates = ({ box: a }, { box: b }) => centreY(a) > centreY(b) && a.lower > b.lower && a.upper > b.upper
const on: Relates = (a, b, scene) =>
  Math.abs(a.box.lower - b.box.upper) <= hairline(spaceOf(a, scene)) && columnShare(a.box, b.box) > 0
const near: Relates = (a, b, scene) => {
  const { right, left, upper, lower } = spaceOf(a, scene)
  return gap(a.box, b.box) <= Math.min(right - left, upper - lower) / 10
}

/** Two things touch when they are a hairline apart at most. */
export const touches: Relates = (a, b, scene) =>
  a.touches !== undefined && b.touches !== undefined
    ? a.touches.includes(b.id)
    : gap(a.box, b.box) <= hairline(spaceOf(a, scene))

/** A container holds what lies in it, a tower its blocks. */
export const inside: Relates = (a, b) =>
  a.container === b.id ||
  b.members?.includes(a.id) === true ||
  (b.role === 'object' && isWithin(a.box, b.box) && areaOf(a.box) < areaOf(b.box))

const flip =
  (relates: Relates): Relates =>
  (a, b, scene) =>
    relates(b, a, scene)

/** English for what places say, the name under which it is told in scene graphs first. */
const spatial: readonly (readonly [names: readonly string[], relates: Relates])[] = [
  [['to the left of', 'left of', 'on the left of', 'on the left side of', 'left'], left],
  [['to the right of', 'right of', 'on the right of', 'on the right side of', 'right'], flip(left)],
  [['above', 'over', 'higher than'], above],
  [['below', 'under', 'beneath', 'underneath', 'lower than'], flip(above)],
  [['on', 'on top of', 'upon', 'standing on', 'stacked on', 'stacked on top of', 'sitting on'], on],
  [['touching', 'adjacent to', 'in contact with', 'against', 'attached to'], touches],
  [['near', 'next to', 'beside', 'close to', 'by', 'near to'], near],
  [['in', 'inside', 'inside of', 'within', 'at', 'of', 'from'], inside],
  [['bigger than', 'larger than'], ({ box: a }, { box: b }) => areaOf(a) > areaOf(b)],
  [['smaller than'], ({ box: a }, { box: b }) => areaOf(a) < areaOf(b)],
  [['taller than'], ({ box: a }, { box: b }) => boxHeight(a) > boxHeight(b)],
  [['shorter than'], ({ box: a }, { box: b }) => boxHeight(a) < boxHeight(b)],
  [['wider than'], ({ box: a }, { box: b }) => boxWidth(a) > boxWidth(b)],
  [['behind'], () => false],
  [['in front of', 'front'], () => false],
]

const others = new Map(spatial.flatMap(([names]) => names.map((name) => [name, names] as const)))
/** What is said the other way round. */
const opposites: readonly (readonly [string, string])[] = [
  ['to the left of', 'to the right of'],
  ['above', 'below'],
  ['behind', 'in front of'],
]
const geometry = new Map(spatial.flatMap(([names, relates]) => names.map((name) => [name, relates] as const)))

export const relationWords = (): Iterable<string> => geometry.keys()

/** What a scene says of the two under the name or one that means the same, else what their places say. */
export function relation(name: string): Relates {
  const names = others.get(name) ?? [name]
  const pair = opposites.find((one) => one.some((word) => names.includes(word)))
  const opposite = others.get(pair?.find((word) => !names.includes(word)) ?? '') ?? []
  const relates = geometry.get(name)
  return (a, b, scene) => {
    if (a.id === b.id) return false
    if (says(a, b, names) || says(b, a, opposite)) return true
    // What the scene says of the two is true, whatever their boxes say.
    if (pair !== undefined && (says(a, b, opposite) || says(b, a, names))) return false
    return relates !== undefined && shareSpace(a, b) && relates(a, b, scene)
  }
}

const says = ({ relations }: Thing, { id }: Thing, names: readonly string[]): boolean =>
  relations?.some(({ name, to }) => to === id && names.includes(name)) === true

/** Things in different boxes are not above or beside one another. */
const shareSpace = (a: Thing, b: Thing): boolean =>
  a.container === undefined || b.container === undefined || a.container === b.container

/** A thing between two others: along the line from one to the other, and not far off it. */
export function isBetween(thing: Thing, one: Thing, other: Thing): boolean {
  if (new Set([thing.id, one.id, other.id]).size < 3 || !shareSpace(thing, one) || !shareSpace(thing, other))
    return false
  const dx = centreX(other.box) - centreX(one.box)
  const dy = centreY(other.box) - centreY(one.box)
  const [tx, ty] = [centreX(thing.box) - centreX(one.box), centreY(thing.box) - centreY(one.box)]
  const along = (tx * dx + ty * dy) / (dx * dx + dy * dy)
  const aside = Math.abs(tx * dy - ty * dx) / Math.hypot(dx, dy)
  return along > 0 && along < 1 && aside <= Math.max(boxWidth(thing.box), boxHeight(thing.box))
}

export type Wall = 'left' | 'right' | 'top' | 'bottom'

/** The walls of its box that a thing touches: no floor is seen between them. */
export function wallsTouched(thing: Thing, scene: Scene): Wall[] {
  const box = scene.things.find(({ id }) => id === thing.container)?.box
  if (box === undefined) return []
  const free = hairline(box)
  const gaps: readonly [Wall, number][] = [
    ['left', thing.box.left - box.left],
    ['right', box.right - thing.box.right],
    ['top', box.upper - thing.box.upper],
    ['bottom', thing.box.lower - box.lower],
  ]
  return gaps.flatMap(([wall, apart]) => (apart < free ? [wall] : []))
}

/** The box of what a thing lies in, else of the image. */
export function spaceOf(thing: Thing, scene: Scene) {
  const container = scene.things.find(({ id }) => id === thing.container)
  return container?.box ?? wholeOf(scene)
}
