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
const leastSide = 4
/** Height by width of triangles in clusters: as tall as wide, and equilateral. */
const slopes = [1, Math.sqrt(3) / 2]

/** Blocks, discs and triangles that lie in the area and cannot be made larger where they are. */
export function candidatesIn(grid: Grid, template: Template): Candidate[] {
  return [...blocks(grid, template), ...discs(grid, template), ...triangles(grid, template)]
}

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

function* blocks(grid: Grid, template: Template): Generator<Candidate> {
  const { width, height } = grid
  const side = new Uint16Array((width + 1) * (height + 1))
  const at = (x: number, y: number): number => side[y * (width + 1) + x] ?? 0
  for (let y = height - 1; y >= 0; y--)
    for (let x = width - 1; x >= 0; x--)
      if (grid.solid[y * width + x] === 1)
        side[y * (width + 1) + x] = 1 + Math.min(at(x + 1, y), at(x, y + 1), at(x + 1, y + 1))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const own = at(x, y)
      const contained =
        (x > 0 && at(x - 1, y) > own) || (y > 0 && at(x, y - 1) > own) || (x > 0 && y > 0 && at(x - 1, y - 1) > own)
      if (own < leastSide || contained) continue
      const block = placed({ outline: 'block', left: x, top: y, width: own, height: own }, grid, {
        template,
        maxOutside: 0,
      })
      if (block !== undefined) yield block
    }
}

/** Around the places that are farther from the outside than those beside them, on a grid of half pixels. */
function* discs(grid: Grid, template: Template): Generator<Candidate> {
  const { width, height } = grid
  const far = distances(grid)
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : (far[y * width + x] ?? 0)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const own = at(x, y)
      if (
        own < leastSide / 2 ||
        [at(x - 1, y), at(x + 1, y), at(x, y - 1), at(x, y + 1)].some((beside) => beside > own + 0.3)
      )
        continue
      let best: Candidate | undefined
      for (const size of [2 * own - 2, 2 * own - 1, 2 * own, 2 * own + 1].map(Math.round))
        for (const [dx, dy] of [
          [0, 0],
          [-1, 0],
          [0, -1],
          [-1, -1],
          [1, 0],
          [0, 1],
          [1, 1],
        ] as const) {
          const left = Math.round(x + 0.5 - size / 2) + dx
          const top = Math.round(y + 0.5 - size / 2) + dy
          const disc = placed({ outline: 'disc', left, top, width: size, height: size }, grid, {
            template,
            maxOutside: 0.01,
          })
          if (disc !== undefined && disc.pixels.length > (best?.pixels.length ?? 0)) best = disc
        }
      if (best !== undefined) yield best
    }
}

/** How far each pixel of the area is from the outside, centre to centre. */
function distances({ width, height, solid }: Grid): Float32Array {
  const rim: (readonly [number, number])[] = []
  const isSolid = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && solid[y * width + x] === 1
  for (let y = -1; y <= height; y++)
    for (let x = -1; x <= width; x++)
      if (!isSolid(x, y) && (isSolid(x - 1, y) || isSolid(x + 1, y) || isSolid(x, y - 1) || isSolid(x, y + 1)))
        rim.push([x, y])
  const far = new Float32Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (!isSolid(x, y)) continue
      let least = Infinity
      for (const [rimX, rimY] of rim) least = Math.min(least, (rimX - x) ** 2 + (rimY - y) ** 2)
      far[y * width + x] = Math.sqrt(least)
    }
  return far
}

/** On the runs of pixels that lie on the area's lower rim (and its other rims, turned): from either end, of every width. */
function* triangles(grid: Grid, template: Template): Generator<Candidate> {
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
