import type { Box } from '../../core/visual.ts'
import { areaOf } from '../box.ts'

export const boxWidth = ({ left, right }: Box): number => right - left
export const boxHeight = ({ lower, upper }: Box): number => upper - lower
export const centreX = ({ left, right }: Box): number => (left + right) / 2
export const centreY = ({ lower, upper }: Box): number => (lower + upper) / 2

/** What two boxes share; undefined where that has no area. */
export function intersection(a: Box, b: Box): Box | undefined {
  const shared = {
    left: Math.max(a.left, b.left),
    lower: Math.max(a.lower, b.lower),
    right: Math.min(a.right, b.right),
    upper: Math.min(a.upper, b.upper),
  }
  return shared.left < shared.right && shared.lower < shared.upper ? shared : undefined
}

/** Intersection over union, from 0 to 1. */
export function iou(a: Box, b: Box): number {
  const shared = intersection(a, b)
  if (shared === undefined) return 0
  return areaOf(shared) / (areaOf(a) + areaOf(b) - areaOf(shared))
}

/** A thing is in a region when its centre is, and half of it at least. */
export function isWithin(box: Box, region: Box): boolean {
  const [x, y] = [centreX(box), centreY(box)]
  if (x < region.left || x > region.right || y < region.lower || y > region.upper) return false
  const shared = intersection(box, region)
  return shared !== undefined && 2 * areaOf(shared) >= areaOf(box)
}

/** The distance of two boxes along the axis in which they are farther apart; 0 or less where they touch or overlap. */
export const gap = (a: Box, b: Box): number =>
  Math.max(a.left - b.right, b.left - a.right, a.lower - b.upper, b.lower - a.upper)

/** How much of the narrower of two boxes lies above or below the other, from 0 to 1. */
export function columnShare(a: Box, b: Box): number {
  const shared = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  return Math.max(0, shared) / Math.min(boxWidth(a), boxWidth(b))
}

/** The smallest box around all of them. */
export const around = (boxes: readonly Box[]): Box => ({
  left: Math.min(...boxes.map(({ left }) => left)),
  lower: Math.min(...boxes.map(({ lower }) => lower)),
  right: Math.max(...boxes.map(({ right }) => right)),
  upper: Math.max(...boxes.map(({ upper }) => upper)),
})

/** Things that are no farther apart than a hairline touch: a hundredth of the space that they lie in, one pixel at least. */
export const hairline = (space: Box): number => Math.max(1, Math.min(boxWidth(space), boxHeight(space)) / 100)
