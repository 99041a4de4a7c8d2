/**
 * The results of `work` for each item, in order, with at most `atOnce` under way. The first failure aborts what is under way
 * and is thrown when that has ended.
 */
export async function severalAtOnce<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result[]> {
  const failing = new AbortController()
  const own = signal === undefined ? failing.signal : AbortSignal.any([signal, failing.signal])
  const results: Result[] = []
  const failures: unknown[] = []
  const waiting = items.entries()
  const lane = async () => {
    for (const [index, item] of waiting) {
      if (own.aborted) return
      try {
        results[index] = await work(item, own)
      } catch (error) {
        failures.push(error)
        failing.abort(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane))
  signal?.throwIfAborted()
  if (failures.length > 0) throw failures[0]
  return results
}
