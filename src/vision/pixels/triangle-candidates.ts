import type { Template } from './outline.ts'
import type { Candidate, Grid } from './placed.ts'
import { leastSide, placed } from './placed.ts'

/** Height by width of triangles in clusters: as tall as wide, and equilateral. */
const slopes = [1, Math.sqrt(3) / 2]

/** On the runs of pixels that lie on the area's lower rim (and its other rims, turned): from either end, of every width. */
export function* triangles(grid: Grid, template: Template): Generator<Candidate> {
  for (const outline of ['up', 'down', 'left', 'right'] as const)
    for (const { from, to, level } of baseRuns(grid, outline))
      for (let width = to - from; width >= leastSide; width--)
        for (const slope of slopes)
          for (const start of width === to - from ? [from] : [from, to - width]) {
            const box = turned(outline, { start, level, width, height: Math.round(width * slope) })
            if (!isRoughly(outline, box, grid)) continue
            const triangle = placed({ outline, ...box }, grid, { template, maxOutside: 0.015 })
            if (triangle !== undefined) yield triangle
          }
}

/** Points of triangles that are well inside, by their share of width and height. */
const innerPoints: Readonly<Record<'up' | 'down' | 'left' | 'right', readonly (readonly [number, number])[]>> = {
  up: [
    [0.5, 0.3],
    [0.5, 0.9],
    [0.15, 0.92],
    [0.85, 0.92],
  ],
  down: [
    [0.5, 0.7],
    [0.5, 0.1],
    [0.15, 0.08],
    [0.85, 0.08],
  ],
  left: [
    [0.3, 0.5],
    [0.9, 0.5],
    [0.92, 0.15],
    [0.92, 0.85],
  ],
  right: [
    [0.7, 0.5],
    [0.1, 0.5],
    [0.08, 0.15],
    [0.08, 0.85],
  ],
}

/** Whether a few points of a triangle are in the area: most places are ruled out by them. */
const isRoughly = (
  outline: 'up' | 'down' | 'left' | 'right',
  { left, top, width, height }: Pick<Candidate, 'left' | 'top' | 'width' | 'height'>,
  grid: Grid,
): boolean =>
  innerPoints[outline].every(([u, v]) => {
    const [x, y] = [Math.floor(left + u * width), Math.floor(top + v * height)]
    return x >= 0 && y >= 0 && x < grid.width && y < grid.height && grid.solid[y * grid.width + x] === 1
  })

interface Run {
  readonly from: number
  readonly to: number
  /** The row, or the column, of the run. */
  readonly level: number
}

/** The runs of the area in the direction of the triangle's base, where something beyond the run is outside. */
function* baseRuns({ width, height, solid }: Grid, outline: 'up' | 'down' | 'left' | 'right'): Generator<Run> {
  const upright = outline === 'up' || outline === 'down'
  const beyond = outline === 'up' || outline === 'left' ? 1 : -1
  const [length, levels] = upright ? [width, height] : [height, width]
  const isSolid = (along: number, level: number): boolean => {
    if (along < 0 || level < 0 || along >= length || level >= levels) return false
    return solid[upright ? level * width + along : along * width + level] === 1
  }
  for (let level = 0; level < levels; level++)
    for (let along = 0, from = -1, open = false; along <= length; along++) {
      if (isSolid(along, level)) {
        if (from < 0) [from, open] = [along, false]
        open ||= !isSolid(along, level + beyond)
      } else if (from >= 0) {
        if (open) yield { from, to: along, level }
        from = -1
      }
    }
}

function turned(
  outline: 'up' | 'down' | 'left' | 'right',
  {
    start,
    level,
    width,
    height,
  }: { readonly start: number; readonly level: number; readonly width: number; readonly height: number },
) {
  if (outline === 'up') return { left: start, top: level + 1 - height, width, height }
  if (outline === 'down') return { left: start, top: level, width, height }
  if (outline === 'left') return { left: level + 1 - height, top: start, width: height, height: width }
  return { left: level, top: start, width: height, height: width }
}
