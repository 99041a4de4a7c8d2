import { describe, expect, it } from 'vitest'
import { dice } from '../dice.ts'
import type { Amount } from '../form/form.ts'
import { amountTest, negation } from './code-style.ts'
import type { CodeStyle } from './code-style.ts'

const styleOf = (seed: number): CodeStyle => ({
  dice: dice('style', String(seed)),
  item: 'item',
  palette: ['yellow', 'black'],
  sees: 'find',
  group: { box: 'box', tower: 'tower' },
  names: new Set(),
  functions: new Map(),
})

describe('the code of a condition', () => {
  it('negates comparisons, names, calls and all else', () => {
    expect(negation('len(squares) >= 2')).toBe('len(squares) < 2')
    expect(negation('count == 1')).toBe('count != 1')
    expect(negation('found')).toBe('not found')
    expect(negation("box.exists('yellow square')")).toBe("not box.exists('yellow square')")
    expect(negation('a and b')).toBe('not (a and b)')
    expect(negation('len(a) == len(b)')).toBe('not (len(a) == len(b))')
  })

  it('asks for every amount so that just the right numbers pass, however it is written', () => {
    const passing = (amount: Amount, seed: number): number[] =>
      [0, 1, 2, 3, 4].filter((n) => {
        const [, sign, number] = /^n (\S+) (\d+)$/.exec(amountTest('n', amount, styleOf(seed))) ?? []
        return {
          '==': n === Number(number),
          '>=': n >= Number(number),
          '>': n > Number(number),
          '<=': n <= Number(number),
          '<': n < Number(number),
        }[sign ?? '']
      })
    const allOf = (relation: Amount['relation'], number: number) =>
      [...new Set(Array.from({ length: 40 }, (_, seed) => passing({ relation, number }, seed).join()))].sort()
    expect(allOf('exactly', 2)).toEqual(['2'])
    expect(allOf('at least', 1)).toEqual(['1,2,3,4'])
    expect(allOf('at most', 2)).toEqual(['0,1,2'])
    expect(allOf('more than', 2)).toEqual(['3,4'])
    expect(allOf('fewer than', 2)).toEqual(['0,1'])
    expect(allOf('bare', 2)).toEqual(['2', '2,3,4'])
  })
})
