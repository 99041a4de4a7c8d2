import type { Clock } from './host/virtual-clock.ts'

/** The time of this machine, for the trusted side. */
export const hostClock: Clock = {
  stamp: () => BigInt(Date.now()) * 1_000_000n,
  realtime: () => BigInt(Date.now()) * 1_000_000n,
  monotonic: () => process.hrtime.bigint(),
  sleep: () => undefined,
}
