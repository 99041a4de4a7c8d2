import type { Candidate, Grid } from './placed.ts'
import { candidatesIn } from './candidates.ts'
import type { Template } from './outline.ts'

/** More shapes than this in one area are not looked for. */
const maxShapes = 16
/** Pixels that a further shape has to add. */
const leastGain = 8
/** What remains of an area when its shapes are taken away, as a share of it. */
const maxRest = 0.08

/**
 * The fewest blocks, discs and triangles whose union is the area: several things of one colour that touch or overlap.
 * Greedy from the largest of each outline; undefined where no such union comes near.
 */
export function cover(grid: Grid, template: Template): readonly Candidate[] | undefined {
  const candidates = candidatesIn(grid, template).sort((a, b) => b.pixels.length - a.pixels.length)
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

/** The best of each outline, but for those that are far behind. */
function firsts(candidates: readonly Candidate[], grid: Grid): Candidate[] {
  const best = new Map<string, Candidate>()
  for (const one of candidates) {
    const other = best.get(one.outline)
    if (other === undefined || gain(one, grid) > gain(other, grid)) best.set(one.outline, one)
  }
  const gains = [...best.values()].map((one) => ({ one, own: gain(one, grid) }))
  const most = Math.max(...gains.map(({ own }) => own))
  return gains.filter(({ own }) => 2 * own >= most).map(({ one }) => one)
}

function greedy(first: Candidate, candidates: readonly Candidate[], grid: Grid) {
  const left: Grid = { ...grid, solid: Uint8Array.from(grid.solid) }
  const chosen = [first]
  let outside = take(first, left)
  // What a candidate adds only shrinks as others are taken: the last known gain is a bound, and few have to be looked at again.
  let queue = candidates.map((one) => ({ one, bound: one.pixels.length }))
  while (chosen.length < maxShapes) {
    let next: Candidate | undefined
    let most = leastGain
    for (const entry of queue) {
      if (entry.bound <= most) break
      entry.bound = gain(entry.one, left)
      if (entry.bound > most && 2 * entry.bound >= entry.one.pixels.length) [next, most] = [entry.one, entry.bound]
    }
    if (next === undefined) break
    chosen.push(next)
    outside += take(next, left)
    queue = queue.filter(({ bound }) => bound > leastGain).sort((a, b) => b.bound - a.bound)
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
