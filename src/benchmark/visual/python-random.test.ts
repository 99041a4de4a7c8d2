import { expect, it } from 'vitest'
import { pythonShuffle } from './python-random.ts'

const range = (length: number) => Array.from({ length }, (_, index) => index)

/** `random.seed(seed); random.shuffle(list(range(n)))` of CPython 3.11. */
it('shuffles as Python does', () => {
  expect(pythonShuffle(range(10), 4)).toEqual([8, 2, 0, 7, 6, 9, 5, 1, 4, 3])
  expect(pythonShuffle(range(20), 0)).toEqual([10, 18, 16, 14, 0, 17, 11, 2, 3, 9, 5, 7, 4, 19, 6, 15, 8, 1, 13, 12])
  expect(pythonShuffle(range(7), 123456)).toEqual([3, 5, 4, 1, 0, 2, 6])
  const many = pythonShuffle(range(2000), 4)
  expect([many.slice(0, 4), many.slice(-4)]).toEqual([
    [1211, 216, 1288, 1437],
    [1477, 211, 621, 483],
  ])
  expect(many.toSorted((a, b) => a - b)).toEqual(range(2000))
})
