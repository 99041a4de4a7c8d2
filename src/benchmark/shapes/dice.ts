import { prng } from '../../core/prng.ts'

/** Seeded choices: equal seeds choose alike. */
export interface Dice {
  /** From `from` to `to`, both included. */
  integer(from: number, to: number): number
  chance(probability: number): boolean
  pick<const T>(options: readonly [T, ...T[]]): T
  /** Throws where there are none. */
  pickFrom<T>(options: readonly T[]): T
  shuffled<T>(options: readonly T[]): T[]
}

export function dice(...seed: readonly string[]): Dice {
  const random = prng(...seed)
  const integer = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1))
  return {
    integer,
    chance: (probability) => random() < probability,
    pick: (options) => options[integer(0, options.length - 1)] ?? options[0],
    pickFrom(options) {
      const picked = options[integer(0, options.length - 1)]
      if (picked === undefined) throw new RangeError('nothing to pick from')
      return picked
    },
    shuffled(options) {
      const rest = [...options]
      for (let last = rest.length - 1; last > 0; last--) {
        const other = integer(0, last)
        const kept = rest[last] as (typeof rest)[number]
        rest[last] = rest[other] as (typeof rest)[number]
        rest[other] = kept
      }
      return rest
    },
  }
}
