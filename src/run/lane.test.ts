import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Lane } from './lane.ts'
import { lane } from './lane.ts'

/** Five forks of the root, each with three forks of its own; each puts three happenings. */
const play = (order: readonly number[]): string[] => {
  const out: string[] = []
  const root = lane<string>((happening) => out.push(happening))
  const inner: Lane<string>[] = []
  for (let n = 0; n < 5; n++) {
    const fork = root.fork()
    inner.push(fork.fork(), fork.fork(), fork.fork())
    fork.close()
  }
  const put = inner.map(() => 0)
  for (const pick of [...order, ...inner.flatMap((_, n) => [n, n, n])]) {
    const n = pick % inner.length
    const count = (put[n] ?? 0) + 1
    if (count > 3) continue
    put[n] = count
    inner[n]?.put(`${n}.${count}`)
    if (count === 3) inner[n]?.close()
  }
  return out
}

describe('a lane', () => {
  it('lets pass at once what nothing stands before', () => {
    const out: string[] = []
    const root = lane<string>((happening) => out.push(happening))
    root.put('a')
    const fork = root.fork()
    fork.put('b')
    expect(out).toEqual(['a', 'b'])
  })

  it('holds what comes after an open fork until that is closed', () => {
    const out: string[] = []
    const root = lane<string>((happening) => out.push(happening))
    const [first, second] = [root.fork(), root.fork()]
    root.put('after both')
    second.put('second')
    second.close()
    expect(out).toEqual([])
    const inner = first.fork()
    first.put('first, after its fork')
    first.close()
    expect(out).toEqual([])
    inner.put('inner')
    inner.close()
    expect(out).toEqual(['inner', 'first, after its fork', 'second', 'after both'])
  })

  it('gives the same order whatever is done first', () => {
    const expected = Array.from({ length: 15 }, (_, n) => [`${n}.1`, `${n}.2`, `${n}.3`]).flat()
    fc.assert(
      fc.property(fc.array(fc.nat(14)), (order) => {
        expect(play(order)).toEqual(expected)
      }),
    )
  })
})
