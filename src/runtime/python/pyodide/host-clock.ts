import type { Clock } from './host/virtual-clock.ts'

const MS_NS = 1e6

/** The time of this machine, for the trusted side. */
export class HostClock implements Clock {
  readonly #cpuMs: () => number
  #cpuBegan = 0

  /** `cpuMs` tells the processor time of this thread. */
  constructor(cpuMs: () => number) {
    this.#cpuMs = cpuMs
  }

  /** Processor time counts from now. */
  restart(): void {
    this.#cpuBegan = this.#cpuMs()
  }

  stamp(): bigint {
    return this.realtime()
  }

  realtime(): bigint {
    return BigInt(Date.now() * MS_NS)
  }

  monotonic(): bigint {
    return process.hrtime.bigint()
  }

  processor(): bigint {
    return BigInt(Math.round((this.#cpuMs() - this.#cpuBegan) * MS_NS))
  }

  /** Who waits here waits. */
  sleep(): void {
    return undefined
  }
}
