import { describe, expect, it } from 'vitest'
import { limiter } from './limiter.ts'

const never = new AbortController().signal

describe('a limiter', () => {
  it('lets so many works run at the same time, first come first served', async () => {
    const limit = limiter(3)
    const begun: number[] = []
    let running = 0
    let most = 0
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        limit(async () => {
          begun.push(n)
          most = Math.max(most, ++running)
          for (let turn = 0; turn < n % 4; turn++) await new Promise((resolve) => setImmediate(resolve))
          running--
        }, never),
      ),
    )
    expect(most).toBe(3)
    expect(begun).toEqual(Array.from({ length: 20 }, (_, n) => n))
  })

  it('goes on after a work that fails, and gives its error to the one who asked', async () => {
    const limit = limiter(1)
    const bad = limit(async () => {
      throw new Error('bad')
    }, never)
    const good = limit(async () => 'good', never)
    await expect(bad).rejects.toThrow('bad')
    expect(await good).toBe('good')
  })

  it('never begins a work whose signal is aborted while it waits', async () => {
    const limit = limiter(1)
    const stop = new AbortController()
    const hold = new AbortController()
    const first = limit(() => new Promise((resolve) => hold.signal.addEventListener('abort', resolve)), never)
    let begun = false
    const second = limit(async () => {
      begun = true
    }, stop.signal)
    const third = limit(async () => 'third', never)
    stop.abort(new Error('stopped'))
    await expect(second).rejects.toThrow('stopped')
    hold.abort()
    await first
    expect([await third, begun]).toEqual(['third', false])
    await expect(limit(async () => 'late', stop.signal)).rejects.toThrow('stopped')
  })

  it('gives the work a signal that follows the given one', async () => {
    const stop = new AbortController()
    const work = limiter(1)(
      (signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
      stop.signal,
    )
    await Promise.resolve()
    stop.abort(new Error('stopped'))
    await expect(work).rejects.toThrow('stopped')
  })
})
