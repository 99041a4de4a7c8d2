import { describe, expect, it } from 'vitest'
import { inOrder } from './in-order.ts'

describe('work in order', () => {
  it('gives results in the order of the items, whatever ends first, and runs only so many at once', async () => {
    let running = 0
    let most = 0
    const ends: (() => void)[] = []
    const work = (item: number): Promise<number> => {
      most = Math.max(most, ++running)
      return new Promise((resolve) => {
        ends.unshift(() => {
          running--
          resolve(item * 10)
        })
        if (ends.length === 3 || item >= 3) for (const end of ends.splice(0)) end()
      })
    }
    const results: number[] = []
    for await (const result of inOrder([0, 1, 2, 3, 4], 3, work)) results.push(result)
    expect(results).toEqual([0, 10, 20, 30, 40])
    expect(most).toBe(3)
  })

  it('waits for what is under way when it is left early, and hands an error on', async () => {
    const done: number[] = []
    const slow = async (item: number): Promise<number> => {
      for (let turn = 0; turn < item * 3; turn++) await Promise.resolve()
      done.push(item)
      return item
    }
    for await (const first of inOrder([1, 2, 3, 4], 3, slow)) {
      expect(first).toBe(1)
      break
    }
    expect(done).toEqual([1, 2, 3])
    const broken = inOrder([1], 2, () => Promise.reject(new Error('no')))
    await expect(broken.next()).rejects.toThrow('no')
  })
})
