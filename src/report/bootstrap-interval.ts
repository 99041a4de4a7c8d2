import { prng } from '../core/prng.ts'
import type { Interval } from './wilson-interval.ts'

const draws = 2000

/**
 * The 95 % interval of a figure by the percentile bootstrap (Efron 1979), seeded. Whole groups are drawn, with
 * replacement: what belongs together (the images of one question) is not independent. A draw for which the figure is
 * not defined (`undefined`) is passed over; `undefined` where no draw gave one.
 */
export function bootstrapInterval<Item>(
  groups: readonly (readonly Item[])[],
  figure: (items: readonly Item[]) => number | undefined,
  seed: number,
): Interval | undefined {
  const random = prng(String(seed), 'bootstrap')
  const found: number[] = []
  for (let draw = 0; draw < draws; draw++) {
    const value = figure(groups.flatMap(() => groups[Math.floor(random() * groups.length)]!))
    if (value !== undefined) found.push(value)
  }
  if (found.length === 0) return undefined
  found.sort((a, b) => a - b)
  const at = (share: number): number => found[Math.min(found.length - 1, Math.floor(share * found.length))]!
  return [at(0.025), at(0.975)]
}
