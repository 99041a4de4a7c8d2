import { describe, expect, it } from 'vitest'
import type { Answers } from './agreement.ts'
import type { Ranked } from './rank.ts'
import { rank } from './rank.ts'

const mend = (source: string, score: number, answers: Answers): Ranked => ({
  trial: { source, results: [], candidate: { score, mutations: [], families: [] } },
  answers,
})
const order = (original: Answers, ...mends: readonly Ranked[]) => rank(mends, original).map(({ trial }) => trial.source)

describe('the ranking of mends', () => {
  it('puts the likelier edit first where nothing else tells them apart', () => {
    expect(order([], mend('rare', 0.1, []), mend('common', 0.5, []))).toEqual(['common', 'rare'])
    expect(order(['1'], mend('rare', 0.1, ['2']), mend('common', 0.5, ['2']))).toEqual(['common', 'rare'])
  })

  it('prefers what several independent mends agree on', () => {
    const alone = mend('alone', 0.5, ['1', '2'])
    const pair = [mend('one', 0.4, ['3', '4']), mend('other', 0.4, ['3', '4'])]
    expect(order([], alone, ...pair)[0]).toBe('one')
  })

  it('distrusts mends that crash, that answer all inputs alike, or that change what was not shown to be wrong', () => {
    const many = ['1', '2', '3', '4', '5', '6']
    const crashing = ['1', '2', '3', '4', 'raised IndexError', 'raised IndexError']
    expect(order([], mend('crashes', 0.5, crashing), mend('sound', 0.4, many))[0]).toBe('sound')
    expect(
      order(
        [],
        mend(
          'deaf',
          0.5,
          Array.from(many, () => '1'),
        ),
        mend('heeds', 0.4, many),
      )[0],
    ).toBe('heeds')
    const other = ['1', '9', '8', '7', '6', '5']
    expect(order(many, mend('changes', 0.5, other), mend('keeps', 0.4, [...many.slice(0, 5), '9']))[0]).toBe('keeps')
  })
})
