import type { Outline, Template } from './outline.ts'

/** An area: 1 where it is, rows from the top. `hidden` is 1 where something else is seen, behind which it may go on. */
export interface Grid {
  readonly width: number
  readonly height: number
  readonly solid: Uint8Array
  readonly hidden: Uint8Array
}

/** An outline within an area. `pixels` are the places in the grid that it covers, `outside` how much of it is beyond the area. */
export interface Candidate {
  readonly outline: Outline
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly pixels: readonly number[]
  readonly outside: number
}

/** The smallest side of a shape in a cluster. */
export const leastSide = 4

/** The outline at a place, unless more than `maxOutside` of it is outside of the area. */
export function placed(
  { outline, left, top, width, height }: Omit<Candidate, 'pixels' | 'outside'>,
  grid: Grid,
  { template, maxOutside }: { readonly template: Template; readonly maxOutside: number },
): Candidate | undefined {
  const shape = template(outline, width, height)
  const limit = maxOutside * shape.length
  const pixels: number[] = []
  let outside = 0
  for (let y = 0, from = 0; y < height; y++)
    for (let x = 0; x < width; x++, from++) {
      const covered = shape[from] ?? 0
      if (covered === 0) continue
      const [gridX, gridY] = [left + x, top + y]
      const within = gridX >= 0 && gridY >= 0 && gridX < grid.width && gridY < grid.height
      const at = gridY * grid.width + gridX
      if (within && covered >= 0.3) pixels.push(at)
      if (
        (!within || (grid.solid[at] === 0 && grid.hidden[at] === 0)) &&
        (outside += Math.max(0, covered - 0.5)) > limit
      )
        return undefined
    }
  return { outline, left, top, width, height, pixels, outside }
}
