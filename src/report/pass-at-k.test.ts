import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meanPassAtK, passAtK } from './pass-at-k.ts'

const choose = (n: number, k: number): number => (k === 0 ? 1 : k > n ? 0 : (n / k) * choose(n - 1, k - 1))

describe('pass@k', () => {
  it('is the share of correct samples for k = 1', () => {
    expect(passAtK(10, 3, 1)).toBeCloseTo(0.3)
  })

  it('equals the closed form 1 - C(n-c, k) / C(n, k)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(30), fc.integer({ min: 1, max: 30 }), (n, c, k) => {
        fc.pre(c <= n && k <= n)
        expect(passAtK(n, c, k)).toBeCloseTo(1 - choose(n - c, k) / choose(n, k), 9)
      }),
    )
  })

  it('refuses a k that there are not samples enough for', () => {
    expect(() => passAtK(5, 1, 10)).toThrow('at least 10 samples')
    expect(
      Object.keys(
        meanPassAtK(
          [
            { n: 10, c: 1 },
            { n: 5, c: 0 },
          ],
          [1, 5, 10],
        ),
      ),
    ).toEqual(['pass@1', 'pass@5'])
  })
})
