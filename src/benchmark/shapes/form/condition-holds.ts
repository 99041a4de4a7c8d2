import type { Condition, Direction, Extreme } from './form.ts'
import { fits, margin } from './readings.ts'
import type { Reading } from './readings.ts'
import { isOf, touches } from './things.ts'
import type { Thing } from './things.ts'

/** Whether a condition is true of the things of one box or tower, as one reading takes it. */
export function conditionHolds(condition: Condition, group: readonly Thing[], reading: Reading): boolean {
  switch (condition.kind) {
    case 'count': {
      const { of, touching, amount } = condition
      const found = group.filter((thing) => isOf(thing, of) && (!touching || touches(thing, touching)))
      return fits(found.length, amount, reading)
    }
    case 'only':
      return group.every((thing) => isOf(thing, condition.of))
    case 'variety':
      return fits(new Set(group.map((thing) => thing[condition.of])).size, condition.amount, reading)
    case 'relation': {
      const seconds = group.filter((thing) => isOf(thing, condition.second))
      const firsts = group.filter((thing) => isOf(thing, condition.first))
      return firsts.some((first) =>
        seconds.some(
          (second) =>
            first !== second && liesBeyond(first, second, { direction: condition.direction, how: reading.beyond }),
        ),
      )
    }
    case 'extreme': {
      const meant = extremes(group, condition.which).map((thing) => isOf(thing, condition.is))
      return reading.tie === 'all' ? meant.every(Boolean) : meant.some(Boolean)
    }
    case 'block':
      return group.at({ base: 0, second: 1, top: -1 }[condition.place])?.color === condition.is
    case 'stacked':
      return group.some(({ color }, level) => color === condition.lower && group[level + 1]?.color === condition.upper)
  }
}

const opposite = { below: 'above', 'left of': 'right of' } as const

function liesBeyond(
  first: Thing,
  second: Thing,
  { direction, how }: { readonly direction: Direction; readonly how: Reading['beyond'] },
): boolean {
  if (direction === 'below' || direction === 'left of')
    return liesBeyond(second, first, { direction: opposite[direction], how })
  const [lower, upper] = direction === 'above' ? (['lower', 'upper'] as const) : (['left', 'right'] as const)
  if (how === 'whole') return first[lower] - second[upper] >= margin
  const distance = (first[lower] + first[upper] - second[lower] - second[upper]) / 2
  return distance > (how === 'middle' ? 0 : -margin)
}

/** Those that may be called the highest: by their upper edge, their lower edge or their middle, or nearly so. */
function extremes(group: readonly Thing[], which: Extreme): readonly Thing[] {
  if (which === 'largest' || which === 'smallest') {
    const widths = group.map(({ left, right }) => right - left)
    const wanted = which === 'largest' ? Math.max(...widths) : Math.min(...widths)
    return group.filter((_, index) => widths[index] === wanted)
  }
  const vertical = which === 'highest' || which === 'lowest'
  const sign = which === 'highest' || which === 'rightmost' ? 1 : -1
  const [low, high] = vertical ? (['lower', 'upper'] as const) : (['left', 'right'] as const)
  const measures: ((thing: Thing) => number)[] = [
    (thing) => sign * thing[low],
    (thing) => sign * thing[high],
    (thing) => (sign * (thing[low] + thing[high])) / 2,
  ]
  return group.filter((thing) =>
    measures.some((measure) => group.every((other) => measure(other) - measure(thing) < margin)),
  )
}
