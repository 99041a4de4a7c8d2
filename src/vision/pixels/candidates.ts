import type { Template } from './outline.ts'
import type { Candidate, Grid } from './placed.ts'
import { leastSide, placed } from './placed.ts'
import { triangles } from './triangle-candidates.ts'

/** Blocks, discs and triangles that lie in the area and cannot be made larger where they are. */
export function candidatesIn(grid: Grid, template: Template): Candidate[] {
  return [...blocks(grid, template), ...discs(grid, template), ...triangles(grid, template)]
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
