import type { Box } from '../core/visual.ts'

/** Square pixels. */
export const areaOf = ({ left, lower, right, upper }: Box): number =>
  Math.max(0, right - left) * Math.max(0, upper - lower)

/** The whole of an image, in its own frame. */
export const wholeOf = ({ width, height }: { readonly width: number; readonly height: number }): Box => ({
  left: 0,
  lower: 0,
  right: width,
  upper: height,
})

/** `inner` lies in `outer`; edges may touch. */
export const isInside = (inner: Box, outer: Box): boolean =>
  inner.left >= outer.left && inner.lower >= outer.lower && inner.right <= outer.right && inner.upper <= outer.upper

/**
 * The part of `within` that `asked` names, grown by `margin` on each side and cut to `within`: whole pixels, or `undefined`
 * where nothing is left. Both boxes are in the frame of the image.
 */
export function cutBox(within: Box, asked: Box, margin: number): Box | undefined {
  const cut = {
    left: Math.max(within.left, Math.trunc(asked.left) - margin),
    lower: Math.max(within.lower, Math.trunc(asked.lower) - margin),
    right: Math.min(within.right, Math.trunc(asked.right) + margin),
    upper: Math.min(within.upper, Math.trunc(asked.upper) + margin),
  }
  return cut.left < cut.right && cut.lower < cut.upper ? cut : undefined
}

/** `asked`, which counts from the lower left corner of `within`, in the frame of the image. */
export const relativeTo = ({ left, lower }: Box, asked: Box): Box => ({
  left: left + asked.left,
  lower: lower + asked.lower,
  right: left + asked.right,
  upper: lower + asked.upper,
})
