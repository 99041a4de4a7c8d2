import { describe, expect, it } from 'vitest'
import { maskBestLogits } from './mask-best-logits.ts'
import type { MaskBestState } from './mask-best-step.ts'
import { drawn, maskBestStep } from './mask-best-step.ts'

/** The logarithms of two probabilities that are so far apart, and of a third that is small. */
const ahead = (gap: number) => {
  const rest = 0.01
  const second = (1 - rest - gap) / 2
  return [second, second + gap, rest].map(Math.log)
}

/** Numbers of the steps, from 1, at which the best token is refused. */
const refusedSteps = (gaps: readonly number[]) => {
  let state: MaskBestState = { refused: 0 }
  return gaps.flatMap((gap, index) => {
    const step = maskBestStep(ahead(gap), state)
    state = step.state
    if (step.banned !== undefined) expect(step.banned).toBe(1)
    return step.banned === undefined ? [] : [index + 1]
  })
}

describe('maskBestStep', () => {
  it('refuses the best token where it is less than 0.9 ahead, three times in a text', () => {
    expect(refusedSteps([0.95, 0.5, 0.2, 0.92, 0.1, 0.3])).toEqual([2, 3, 5])
    expect(refusedSteps([0.91, 0.95, 0.9801])).toEqual([])
    expect(refusedSteps([0.89, 0.1, 0.001, 0.5, 0.5])).toEqual([1, 2, 3])
  })

  it('refuses nothing where there is no other token', () => {
    const state = { refused: 0 }
    for (const logprobs of [[], [Math.log(0.4)], [0, -Infinity, -Infinity]])
      expect(maskBestStep(logprobs, state)).toEqual({ state })
  })

  it('takes the first of equal tokens for the best, and follows another rule', () => {
    const half = [Math.log(0.5), Math.log(0.5)]
    expect(maskBestStep(half, { refused: 2 })).toEqual({ banned: 0, state: { refused: 3 } })
    expect(maskBestStep(half, { refused: 3 })).toEqual({ state: { refused: 3 } })
    expect(maskBestStep(half, { refused: 3 }, { margin: 0.1, times: 9 }).banned).toBe(0)
    expect(maskBestStep(ahead(0.2), { refused: 3 }, { margin: 0.1, times: 9 }).banned).toBeUndefined()
  })
})

describe('drawn', () => {
  it('gives each item its share', () => {
    const at = (random: number) =>
      drawn(
        ['a', 'b', 'c'],
        (item) => ({ a: 1, b: 2, c: 1 })[item] ?? 0,
        () => random,
      )
    expect([0, 0.24, 0.26, 0.74, 0.76, 0.999].map(at)).toEqual(['a', 'a', 'b', 'b', 'c', 'c'])
    expect(() =>
      drawn(
        [],
        () => 1,
        () => 0,
      ),
    ).toThrow('nothing to draw from')
  })
})

describe('maskBestLogits', () => {
  const logits = (...rows: readonly (readonly number[])[]) => ({
    dims: [rows.length, rows[0]?.length ?? 0],
    data: Float32Array.from(rows.flat()),
  })

  it('counts for each sequence, and takes the best token out of the running', () => {
    const process = maskBestLogits()
    // Logits are not normalised: 5 ahead of 0 is a margin of 0.98.
    const first = process([[1n], [1n]], logits([105, 100, 100], [3, 3.5, 0]))
    expect([...first.data]).toEqual([105, 100, 100, 3, -Infinity, 0])
    expect(process.refused).toEqual([0, 1])
    for (const _ of [1, 2, 3]) process([[1n], [1n]], logits([0, 1, 0], [1, 0, 0]))
    expect(process.refused).toEqual([3, 3])
    expect([...process([[1n], [1n]], logits([0, 1, 0], [1, 0, 0])).data]).toEqual([0, 1, 0, 1, 0, 0])
  })

  it('bears tokens that others have banned before it', () => {
    const process = maskBestLogits()
    expect([...process([[1n]], logits([-Infinity, 2, -Infinity])).data]).toEqual([-Infinity, 2, -Infinity])
    expect([...process([[1n]], logits([-Infinity, 2, 1.9])).data]).toEqual([-Infinity, -Infinity, Math.fround(1.9)])
  })
})
