import { between, pick } from './random.ts'
import type { FlatPlan, ItemPlan } from './scene.ts'
import { containerSide } from './scene.ts'

/** What the things of an imagined world may be like. The first colours and shapes are those that are spoken of. */
export interface Palette {
  readonly colours: readonly string[]
  readonly shapes: readonly string[]
  readonly spoken: number
  /** Kinds of items that are spoken of: many of those that are imagined are such. */
  readonly kinds: readonly ItemKind[]
  /** How often something that is spoken of is chosen: from 0 to 1. */
  readonly lean: number
  /** What is above or below what matters: nothing stands beside anything else. */
  readonly upright: boolean
  /** The same for left and right. */
  readonly sideways: boolean
  /** Containers in a scene. */
  readonly containers: readonly number[]
}

export interface ItemKind {
  readonly colour?: string
  readonly shape?: string
  readonly size?: string
}

const block = 20
const step = block + 1

/** Likelier one that is spoken of. */
const colourOf = ({ colours, spoken, lean }: Palette, random: () => number): string =>
  spoken > 0 && random() < lean ? colours[Math.floor(random() * spoken)]! : pick(random, colours)

/** Towers of one to four blocks, one in each container. */
export const towerPlan = (usual: Palette, random: () => number): FlatPlan => {
  const palette = leaning(usual, random)
  return Array.from({ length: pick(random, palette.containers) }, () =>
    stacked(Array.from({ length: between(random, 1, 4) }, () => colourOf(palette, random))),
  )
}

/** Some worlds are full of what is spoken of, in some there is hardly any. */
const leaning = (palette: Palette, random: () => number): Palette => ({
  ...palette,
  lean: pick(random, [0, 0.3, 0.5, 0.7]),
})

const stacked = (colours: readonly string[]): readonly ItemPlan[] =>
  colours.map((colour, level) => ({ colour, shape: 'square', size: block, x: 40, y: level * step }))

/** Shapes strewn over three containers, some at a wall, some on another. */
export const scatterPlan = (usual: Palette, random: () => number): FlatPlan => {
  const palette = leaning(usual, random)
  return Array.from({ length: pick(random, palette.containers) }, () => {
    const items: ItemPlan[] = []
    const count = between(random, 1, 6)
    for (let at = 0; at < count; at++) placed(items, palette, random)
    return items
  })
}

const sizes = [10, 20, 30]
const pixels: Readonly<Record<string, number>> = { small: 10, medium: 20, big: 30 }

const placed = (items: ItemPlan[], palette: Palette, random: () => number): void => {
  for (let attempt = 0; attempt < 12; attempt++) {
    const kind: ItemKind = palette.kinds.length > 0 && random() < palette.lean ? pick(random, palette.kinds) : {}
    const size = kind.size === undefined ? pick(random, sizes) : pixels[kind.size]!
    const colour = kind.colour ?? colourOf(palette, random)
    const item = { colour, shape: kind.shape ?? pick(random, palette.shapes), size, ...spot(items, size, random) }
    if (clearOfWalls(item) && items.every((other) => apart(item, other, palette))) {
      items.push(item)
      return
    }
  }
}

/** Mostly free, else at a wall, in a corner, or on top of something. */
const spot = (
  items: readonly ItemPlan[],
  size: number,
  random: () => number,
): { readonly x: number; readonly y: number } => {
  const most = containerSide - size
  const free = (): number => between(random, 6, most - 6)
  const kind = random()
  if (kind < 0.35) {
    const wall = between(random, 0, 3)
    return { x: wall === 0 ? 0 : wall === 1 ? most : free(), y: wall === 2 ? 0 : wall === 3 ? most : free() }
  }
  if (kind < 0.45) return { x: random() < 0.5 ? 0 : most, y: random() < 0.5 ? 0 : most }
  if (kind < 0.65 && items.length > 0) {
    const under = pick(random, items)
    return {
      x: Math.min(most, Math.max(0, under.x + Math.round((under.size - size) / 2))),
      y: under.y + under.size + 1,
    }
  }
  return { x: free(), y: free() }
}

/** At each wall it either touches or clearly does not. */
const clearOfWalls = ({ x, y, size }: ItemPlan): boolean => {
  const gaps = [x, y, containerSide - size - x, containerSide - size - y]
  return gaps.every((gap) => gap === 0 || gap > 5)
}

/** They do not overlap, and nothing is unclear about which is higher or more to the left. */
const apart = (a: ItemPlan, b: ItemPlan, { upright, sideways }: Palette): boolean => {
  const wide = Math.max(a.x, b.x) - Math.min(a.x + a.size, b.x + b.size)
  const high = Math.max(a.y, b.y) - Math.min(a.y + a.size, b.y + b.size)
  const onTop = high === 1 && wide < 0
  if (!onTop && Math.max(wide, high) < 4) return false
  if (upright || sideways) return (!upright || high >= 1) && (!sideways || wide >= 1)
  const lower = a.y - b.y
  const upper = a.y + a.size - (b.y + b.size)
  return lower * upper >= 0 && Math.abs(lower + upper) > 3
}

/** A neighbour of a plan: one thing is other than it was. */
export const changed = (plan: FlatPlan, palette: Palette, random: () => number): FlatPlan => {
  const at = between(random, 0, plan.length - 1)
  const items = plan[at]!
  const tower =
    items.length > 0 && items.every(({ shape, size, x }) => shape === 'square' && size === block && x === 40)
  return plan.with(at, tower ? changedTower(items, palette, random) : changedItems(items, palette, random))
}

const changedTower = (items: readonly ItemPlan[], palette: Palette, random: () => number): readonly ItemPlan[] => {
  const colours = items.map(({ colour }) => colour)
  const kind = random()
  if (kind < 0.3 && colours.length < 4) return stacked([...colours, colourOf(palette, random)])
  if (kind < 0.5 && colours.length > 1) return stacked(colours.slice(0, -1))
  return stacked(colours.with(between(random, 0, colours.length - 1), colourOf(palette, random)))
}

const changedItems = (items: readonly ItemPlan[], palette: Palette, random: () => number): readonly ItemPlan[] => {
  const kind = random()
  const at = between(random, 0, Math.max(0, items.length - 1))
  const item = items[at]
  if (item === undefined || (kind < 0.3 && items.length < 9)) {
    const more = [...items]
    placed(more, palette, random)
    return more
  }
  if (kind < 0.45 && items.length > 1) return items.toSpliced(at, 1)
  if (kind < 0.7) return items.with(at, { ...item, colour: colourOf(palette, random) })
  if (kind < 0.85) return items.with(at, { ...item, shape: pick(random, palette.shapes) })
  const rest = items.toSpliced(at, 1)
  const moved = { ...item, ...spot(rest, item.size, random) }
  return clearOfWalls(moved) && rest.every((other) => apart(moved, other, palette)) ? [...rest, moved] : items
}
