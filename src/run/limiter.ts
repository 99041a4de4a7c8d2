/**
 * Runs work when its turn comes; rejects with the signal's reason when that is aborted before. The work gets a signal
 * of its own that follows the given one: so many listeners may hang on one task's signal that Node would warn.
 */
export type Limiter = <T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => Promise<T>

/** At most `atOnce` works at the same time, first come first served. */
export function limiter(atOnce: number): Limiter {
  let running = 0
  const waiting = new Set<() => void>()

  const turn = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const leave = () => {
        waiting.delete(enter)
        reject(signal.reason as Error)
      }
      const enter = () => {
        waiting.delete(enter)
        signal.removeEventListener('abort', leave)
        running++
        resolve()
      }
      signal.addEventListener('abort', leave, { once: true })
      if (running < atOnce) enter()
      else waiting.add(enter)
    })

  return async (work, given) => {
    const signal = AbortSignal.any([given])
    signal.throwIfAborted()
    await turn(signal)
    try {
      return await work(signal)
    } finally {
      running--
      const [first] = waiting
      first?.()
    }
  }
}
