import { describe, expect, it } from 'vitest'
import { prng } from './prng.ts'

const first = (count: number, ...seed: string[]) => Array.from({ length: count }, prng(...seed))

describe('prng', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    expect(first(50, '1', 'task')).toEqual(first(50, '1', 'task'))
    expect(first(50, '1', 'task')).not.toEqual(first(50, '2', 'task'))
    expect(first(50, '1', '1')).not.toEqual(first(50, '11', ''))
  })

  it('is even over [0, 1)', () => {
    const numbers = first(100_000, 'even')
    const tenths = Array.from({ length: 10 }, (_, n) => numbers.filter((x) => Math.floor(x * 10) === n).length)
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...numbers)).toBeLessThan(1)
    // Standard deviation of a tenth: 95.
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500)
  })

  it('does not tell the next number from the last', () => {
    const numbers = first(20_000, 'pairs')
    const products = numbers.slice(1).map((x, n) => (x - 0.5) * ((numbers[n] ?? 0) - 0.5))
    const correlation = (12 * products.reduce((sum, x) => sum + x, 0)) / products.length
    expect(Math.abs(correlation)).toBeLessThan(0.03)
  })
})
