import type { Box } from '../../core/visual.ts'
import { around, boxHeight, boxWidth, centreX, columnShare, gap, hairline } from './geometry.ts'
import type { Thing } from './scene.ts'
import { attributeOf } from './scene.ts'

/**
 * The towers of a container: squares that stand on one another, two at least. Where every thing of the container is a square that stands on its floor or on
 * another square, a single one on the floor is a tower too.
 */
export function towersOf(things: readonly Thing[], container: Thing): Thing[] {
  const squares = things.filter((thing) => attributeOf(thing, 'shape') === 'square')
  const near = hairline(container.box)
  const stacks = stacked(squares, near)
  const stands = (thing: Thing | undefined): boolean =>
    thing !== undefined && thing.box.lower - container.box.lower <= near
  const allStand = squares.length === things.length && stacks.every(([base]) => stands(base))
  return stacks
    .filter((stack) => stack.length > 1 || allStand)
    .map((stack): Thing => ({
      id: `tower ${stack[0]?.id}`,
      role: 'tower',
      box: around(stack.map(({ box }) => box)),
      names: ['tower'],
      attributes: colorOf(stack),
      container: container.id,
      members: stack.map(({ id }) => id),
    }))
}

/** A tower of one colour has that colour. */
function colorOf(stack: readonly Thing[]): Thing['attributes'] {
  const colors = new Set(stack.map((thing) => attributeOf(thing, 'color')))
  const [color] = colors
  return colors.size === 1 && color !== undefined ? [{ kind: 'color', value: color }] : []
}

/** Each square with those that stand on it, from the base up. */
function stacked(squares: readonly Thing[], near: number): Thing[][] {
  const stacks: Thing[][] = []
  for (const square of squares.toSorted((a, b) => a.box.lower - b.box.lower)) {
    const under = stacks.find((stack) => {
      const top = stack.at(-1)
      return top !== undefined && standsOn(square.box, top.box, near)
    })
    if (under === undefined) stacks.push([square])
    else under.push(square)
  }
  return stacks
}

/** A block stands on another when it begins where the other ends, and its middle is over it. */
export const standsOn = (upper: Box, lower: Box, near: number): boolean =>
  Math.abs(upper.lower - lower.upper) <= near &&
  gap(upper, lower) <= near &&
  columnShare(upper, lower) >= 0.5 &&
  Math.abs(centreX(upper) - centreX(lower)) <= Math.max(boxWidth(upper), boxWidth(lower)) / 2 &&
  boxHeight(upper) > 0
