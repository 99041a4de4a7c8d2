import { describe, expect, it } from 'vitest'
import { severalAtOnce } from './several-at-once.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('severalAtOnce', () => {
  it('keeps the order, and no more under way than it may', async () => {
    let underWay = 0
    let most = 0
    const results = await severalAtOnce([3, 1, 2, 5, 4], 2, async (turns) => {
      most = Math.max(most, ++underWay)
      for (let left = turns; left > 0; left--) await turn()
      underWay--
      return turns * 10
    })
    expect(results).toEqual([30, 10, 20, 50, 40])
    expect(most).toBe(2)
    expect(await severalAtOnce([], 2, turn)).toEqual([])
  })

  it('begins nothing after a failure, aborts what is under way, and throws the first failure when that has ended', async () => {
    const failure = new Error('broken')
    const begun: number[] = []
    let ended: unknown
    const work = severalAtOnce([0, 1, 2, 3], 2, async (item, signal) => {
      begun.push(item)
      if (item === 1) throw failure
      while (!signal.aborted) await turn()
      ended = signal.reason
      throw new Error('aborted')
    })
    await expect(work).rejects.toBe(failure)
    expect(begun).toEqual([0, 1])
    expect(ended).toBe(failure)
  })

  it('ends with the reason of the signal when it is aborted', async () => {
    const stop = new AbortController()
    const reason = new Error('enough')
    const work = severalAtOnce(
      [0, 1],
      1,
      async () => {
        stop.abort(reason)
      },
      stop.signal,
    )
    await expect(work).rejects.toBe(reason)
  })
})
