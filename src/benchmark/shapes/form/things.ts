import type { Group, Kind, Wall, Which } from './form.ts'
import { sizeOf } from '../scene/scene.ts'
import type { Color, ShapesScene, Shape, Size } from '../scene/scene.ts'

/** An item seen from its box: gaps to the four walls and edges in pixels, y upwards. */
export interface Thing {
  readonly color: Color
  readonly shape: Shape
  readonly size: Size
  readonly left: number
  readonly right: number
  readonly lower: number
  readonly upper: number
  readonly gaps: Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>>
}

/** The things of each box, or of each tower (from the base up), from left to right. */
export const groupsOf = (scene: ShapesScene, over: Group): readonly (readonly Thing[])[] =>
  scene.boxes.flatMap((box) => {
    const things = box.items.map((item): Thing => {
      const bottom = box.side - item.y - item.size
      return {
        color: item.color,
        shape: item.type,
        size: sizeOf(item, box),
        left: item.x,
        right: item.x + item.size,
        lower: bottom,
        upper: bottom + item.size,
        gaps: { left: item.x, right: box.side - item.x - item.size, top: item.y, bottom },
      }
    })
    return over === 'box' ? [things] : columns(things)
  })

const columns = (things: readonly Thing[]): Thing[][] =>
  [...new Set(things.map(({ left }) => left))]
    .sort((a, b) => a - b)
    .map((left) => things.filter((thing) => thing.left === left).sort((a, b) => a.lower - b.lower))

export const isOf = (thing: Thing, { color, shape, size }: Kind): boolean =>
  (color === undefined || thing.color === color) &&
  (shape === undefined || thing.shape === shape) &&
  (size === undefined || thing.size === size)

export function touches({ gaps: { left, right, top, bottom } }: Thing, wall: Wall): boolean {
  if (wall === 'any') return Math.min(left, right, top, bottom) === 0
  if (wall === 'corner') return Math.min(left, right) === 0 && Math.min(top, bottom) === 0
  return { left, right, top, bottom }[wall] === 0
}

/** The groups that `which` may mean: several where they are equally tall. */
export function groupsThatAre(which: Which, groups: readonly (readonly Thing[])[]): readonly (readonly Thing[])[] {
  if (which === 'left') return groups.slice(0, 1)
  if (which === 'right') return groups.slice(-1)
  if (which === 'middle') return groups.slice(1, 2)
  const heights = groups.map(({ length }) => length)
  const wanted = which === 'tallest' ? Math.max(...heights) : Math.min(...heights)
  return groups.filter(({ length }) => length === wanted)
}
