/**
 * Runs the work on up to `width` items at once and gives the results in the order of the items, so that a search does
 * the same at any speed of the machine. Leaving early waits for what is under way.
 */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  width: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = []
  try {
    for (const item of items) {
      const result = work(item)
      result.catch(() => undefined) // it is awaited below, when its turn comes
      running.push(result)
      if (running.length >= width) yield await running.shift()!
    }
    while (running.length > 0) yield await running.shift()!
  } finally {
    await Promise.allSettled(running)
  }
}
