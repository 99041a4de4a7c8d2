/** 2026-01-01T00:00:00Z: the moment at which every program starts. */
const EPOCH_NS = 1_767_225_600_000_000_000n
/** A reading costs this, so that a loop which waits for time to pass ends, and ends alike in every run. */
const READING_NS = 1_000n

/** Times are nanoseconds. */
export interface Clock {
  /** Since 1970; for the time stamps of files. */
  stamp(): bigint
  /** Since 1970. */
  realtime(): bigint
  /** Since an arbitrary moment. */
  monotonic(): bigint
  /** Of processor time. It must stay under half an hour, for C's `clock` counts no further. */
  processor(): bigint
  sleep(ns: bigint): void
}

/** The time that programs see. It passes by readings and sleeps alone, so that a run repeats to the last digit. */
export class VirtualClock implements Clock {
  #elapsedNs = 0n
  #sleptNs = 0n

  /** Milliseconds slept: they count as wall time, though nobody waited for them. */
  get sleptMs(): number {
    return Number(this.#sleptNs) / 1e6
  }

  reset(): void {
    this.#elapsedNs = 0n
    this.#sleptNs = 0n
  }

  stamp(): bigint {
    return EPOCH_NS + this.#elapsedNs
  }

  realtime(): bigint {
    this.#elapsedNs += READING_NS
    return EPOCH_NS + this.#elapsedNs
  }

  monotonic(): bigint {
    this.#elapsedNs += READING_NS
    return this.#elapsedNs
  }

  processor(): bigint {
    return this.monotonic() - this.#sleptNs
  }

  sleep(ns: bigint): void {
    this.#elapsedNs += ns
    this.#sleptNs += ns
  }
}
