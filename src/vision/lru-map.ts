/** A map that forgets what was not used for longest, so that the weights of its entries stay within `most` together. */
export interface LruMap<Value> {
  readonly size: number
  get(key: string): Value | undefined
  /** An entry that weighs more than `most` is not kept. */
  set(key: string, value: Value): void
  delete(key: string): void
}

/** Without `weigh` each entry weighs 1. */
export function lruMap<Value>(most: number, weigh: (value: Value) => number = () => 1): LruMap<Value> {
  const entries = new Map<string, Value>()
  let weight = 0
  const forget = (key: string) => {
    const value = entries.get(key)
    if (value !== undefined && entries.delete(key)) weight -= weigh(value)
  }
  return {
    get size() {
      return entries.size
    },
    get(key) {
      const value = entries.get(key)
      if (value === undefined) return undefined
      entries.delete(key)
      entries.set(key, value)
      return value
    },
    set(key, value) {
      forget(key)
      entries.set(key, value)
      weight += weigh(value)
      for (const oldest of entries.keys()) {
        if (weight <= most) break
        forget(oldest)
      }
    },
    delete: forget,
  }
}
