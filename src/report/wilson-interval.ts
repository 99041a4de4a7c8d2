/** The lower and the upper end of an interval. */
export type Interval = readonly [number, number]

/** The standard normal quantile of 97.5 %. */
const z = 1.959963984540054

/**
 * The 95 % interval of a share by Wilson's score (1927): right also for few tries and for shares near 0 and 1. `[0, 1]` where
 * nothing was tried.
 */
export function wilsonInterval(hits: number, tries: number): Interval {
  if (tries === 0) return [0, 1]
  const share = hits / tries
  const spread = 1 + z ** 2 / tries
  const middle = (share + z ** 2 / (2 * tries)) / spread
  const half = (z / spread) * Math.sqrt((share * (1 - share)) / tries + z ** 2 / (4 * tries ** 2))
  return [hits === 0 ? 0 : middle - half, hits === tries ? 1 : middle + half]
}
