import type { Box } from '../../core/visual.ts'

/** Intersection over union of two boxes, from 0 to 1. */
export function boxOverlap(a: Box, b: Box): number {
  const width = Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left))
  const height = Math.max(0, Math.min(a.upper, b.upper) - Math.max(a.lower, b.lower))
  const shared = width * height
  const both = area(a) + area(b) - shared
  return both > 0 ? shared / both : 0
}

const area = ({ left, lower, right, upper }: Box): number => Math.max(0, right - left) * Math.max(0, upper - lower)

/** A box that a file gives by its upper left corner with y growing downwards, in an image of that height. */
export const boxFromTop = (
  { x, y, width, height }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  imageHeight: number,
): Box => ({ left: x, lower: imageHeight - (y + height), right: x + width, upper: imageHeight - y })
