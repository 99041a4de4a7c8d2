import { describe, expect, it } from 'vitest'
import type { CheckResult } from '../../core/execution.ts'
import type { Answers } from './agreement.ts'
import type { Judgement, Known } from './rank.ts'
import { rank } from './rank.ts'
import type { Smells } from './smell.ts'

const passed: CheckResult = {
  checkId: '1',
  verdict: 'pass',
  outcome: { kind: 'returned' },
  integrity: 'split',
  calls: [],
  stdout: { text: '' },
  usage: { wallMs: 1, cpuMs: 1, peakMb: 1 },
}
const clean: Smells = { unread: 0, stunted: 0, idle: 0 }
const mend = (
  source: string,
  score: number,
  answers: Answers,
  { smells = clean, example = 'pass' }: { smells?: Smells; example?: 'pass' | 'fail' } = {},
): Judgement => ({
  trial: {
    source,
    results: [passed, { ...passed, checkId: 'example', verdict: example }],
    candidate: { score, mutations: [], families: [] },
  },
  answers,
  smells,
})
const order = (original: Answers, ...mends: readonly Judgement[]) => sources(mends, { original, types: new Set() })
const sources = (mends: readonly Judgement[], known: Known) => rank(mends, known).map(({ trial }) => trial.source)

describe('the ranking of mends', () => {
  it('puts the likelier edit first where nothing else tells them apart', () => {
    expect(order([], mend('rare', 0.1, []), mend('common', 0.5, []))).toEqual(['common', 'rare'])
    expect(order(['1'], mend('rare', 0.1, ['2']), mend('common', 0.5, ['2']))).toEqual(['common', 'rare'])
  })

  it('prefers what several independent mends agree on, where their edits are as likely', () => {
    const alone = mend('alone', 0.5, ['1', '2'])
    const pair = [mend('one', 0.48, ['3', '4']), mend('other', 0.48, ['3', '4'])]
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
    expect(order(many, mend('changes', 0.5, other), mend('keeps', 0.48, [...many.slice(0, 5), '9']))[0]).toBe('keeps')
  })

  it('prefers what agrees with the examples of the prompt', () => {
    const right = mend('right', 0.1, [])
    expect(order([], mend('wrong', 0.5, [], { example: 'fail' }), right)[0]).toBe('right')
  })

  it('distrusts answers of a type that no check expects', () => {
    const mends = [mend('texts', 0.5, ["'1'", "'2'", '3', '4']), mend('numbers', 0.4, ['1', '2', '3', '4'])]
    expect(sources(mends, { original: [], types: new Set(['int']) })[0]).toBe('numbers')
  })

  it('prefers what leaves nothing behind that nobody writes on purpose', () => {
    const unread = mend('unread', 0.5, [], { smells: { ...clean, unread: 1 } })
    expect(order([], unread, mend('read', 0.4, []))[0]).toBe('read')
    const freed = mend('freed', 0.2, [], { smells: { ...clean, stunted: -1 } })
    expect(order([], mend('stunted', 0.5, []), freed)[0]).toBe('freed')
  })
})
