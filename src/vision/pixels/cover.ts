import type { Candidate, Grid } from './candidates.ts'
import { candidatesIn } from './candidates.ts'
import type { Template } from './outline.ts'

/** More shapes than this in one area are not looked for. */
const maxShapes = 16
/** What remains of an area when its shapes are taken away, as a share of it. */
const maxRest = 0.08

/**
 * The fewest blocks, discs and triangles whose union is the area: several things of one colour that touch or overlap.
 * Greedy from the largest of each outline; undefined where no such union comes near.
 */
export function cover(grid: Grid, template: Template): readonly Candidate[] | undefined {
  const candidates = candidatesIn(grid, template)
  const area = grid.solid.reduce((sum, value) => sum + value, 0)
  let best: { readonly chosen: readonly Candidate[]; readonly rest: number } | undefined
  for (const first of firsts(candidates, grid)) {
    const tried = greedy(first, candidates, grid)
    if (tried.rest > maxRest * area) continue
    if (best === undefined || cost(tried, area) < cost(best, area)) best = tried
  }
  return best?.chosen
}

/** Two per cent of the area are worth one more shape. */
const cost = (
  { chosen, rest }: { readonly chosen: readonly Candidate[]; readonly rest: number },
  area: number,
): number => rest / area + 0.02 * chosen.length

/** The best of each outline. */
function firsts(candidates: readonly Candidate[], grid: Grid): Candidate[] {
  const best = new Map<string, Candidate>()
  for (const one of candidates) {
    const other = best.get(one.outline)
    if (other === undefined || gain(one, grid) > gain(other, grid)) best.set(one.outline, one)
  }
  return [...best.values()]
}

function greedy(first: Candidate, candidates: readonly Candidate[], grid: Grid) {
  const left: Grid = { ...grid, solid: Uint8Array.from(grid.solid) }
  const chosen = [first]
  let outside = take(first, left)
  while (chosen.length < maxShapes) {
    let next: Candidate | undefined
    let most = 8
    for (const one of candidates) {
      const more = gain(one, left)
      if (more > most && more >= one.pixels.length / 2) [next, most] = [one, more]
    }
    if (next === undefined) break
    chosen.push(next)
    outside += take(next, left)
  }
  return { chosen, rest: outside + left.solid.reduce((sum, value) => sum + value, 0) }
}

/** What a candidate would cover that nothing covers yet, less twice what it would cover for nothing. */
function gain({ pixels, outside }: Candidate, { solid }: Grid): number {
  if (pixels.length === 0) return 0
  let covered = 0
  for (const at of pixels) covered += solid[at] ?? 0
  return covered - 2 * outside
}

function take({ pixels, outside }: Candidate, { solid }: Grid): number {
  for (const at of pixels) solid[at] = 0
  return outside
}
