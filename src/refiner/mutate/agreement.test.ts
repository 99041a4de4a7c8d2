import { describe, expect, it } from 'vitest'
import { agreement, sameBehaviour } from './agreement.ts'

describe('agreement', () => {
  it('is the weight of those that answer alike, averaged over the inputs that tell programs apart', () => {
    const answers = [
      ['1', '2', '5'],
      ['1', '2', '6'],
      ['1', '3', '5'],
    ]
    const [a, b, c] = agreement(answers, [1, 1, 2])
    expect(a).toBeCloseTo((2 / 4 + 3 / 4) / 2)
    expect(b).toBeCloseTo((2 / 4 + 1 / 4) / 2)
    expect(c).toBeCloseTo((2 / 4 + 3 / 4) / 2)
  })

  it('ignores inputs that most programs cannot handle', () => {
    const answers = [
      ['raised IndexError', '1'],
      ['raised IndexError', '1'],
      ['7', '2'],
    ]
    expect(agreement(answers, [1, 1, 1])[2]).toBeCloseTo(1 / 3)
  })

  it('is complete where nothing tells the programs apart', () => {
    expect(agreement([['1'], ['1']], [1, 2])).toEqual([1, 1])
    expect(agreement([[], []], [1, 2])).toEqual([1, 1])
    expect(sameBehaviour(['1', undefined], ['1', undefined])).toBe(true)
    expect(sameBehaviour(['1'], ['2'])).toBe(false)
  })
})
