import type { Box } from '../../../core/visual.ts'
import type { Relation } from '../language/logical-form.ts'
import type { Thing } from './scene.ts'

/** How one thing stands to another. `wide`: above is anywhere above, not only right on top. */
export const related = (relation: Relation, a: Thing, b: Thing, wide: boolean): boolean => {
  if (a.home !== b.home) return false
  switch (relation) {
    case 'on':
    case 'above':
      return wide ? middle(a.box).y > middle(b.box).y + 1 : rests(a.box, b.box)
    case 'below':
    case 'under':
      return related('above', b, a, wide)
    case 'left':
      return middle(a.box).x < middle(b.box).x
    case 'right':
      return middle(a.box).x > middle(b.box).x
    case 'touching':
      return gap(a.box, b.box) <= 2
    case 'near':
      return gap(a.box, b.box) <= 20
    case 'in':
      return holdsBox(b.box, a.box)
    case 'with':
      return gap(a.box, b.box) <= 0
    default:
      return false
  }
}

const middle = ({ left, right, lower, upper }: Box): { readonly x: number; readonly y: number } => ({
  x: (left + right) / 2,
  y: (lower + upper) / 2,
})

/** It stands right on top: its lower edge at the other's upper edge, one over the other. */
const rests = (a: Box, b: Box): boolean =>
  Math.abs(a.lower - b.upper) <= 3 && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0

export const gap = (a: Box, b: Box): number => {
  const wide = Math.max(a.left, b.left) - Math.min(a.right, b.right)
  const high = Math.max(a.lower, b.lower) - Math.min(a.upper, b.upper)
  return Math.hypot(Math.max(0, wide), Math.max(0, high))
}

const holdsBox = (outer: Box, inner: Box): boolean =>
  outer.left <= inner.left && outer.right >= inner.right && outer.lower <= inner.lower && outer.upper >= inner.upper
