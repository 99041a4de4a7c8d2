import { describe, expect, it } from 'vitest'
import { loadPython } from '../../syntax/python.ts'
import { parts } from '../../syntax/syntax-node.ts'
import type { Value } from './evaluate.ts'
import { evaluate, truthOf, unknown } from './evaluate.ts'

const python = await loadPython()
const names: Readonly<Record<string, Value>> = {
  n: { kind: 'number', number: 7 },
  s: { kind: 'string', text: 'ab' },
  t: { kind: 'bool', truth: true },
  z: { kind: 'none' },
  c: { kind: 'container', length: 2 },
}
const value = (source: string): Value =>
  evaluate(parts(parts(python.parse(`(${source})`).root)[0]!)[0]!, (part) => names[part.text] ?? unknown)

describe('evaluation', () => {
  it('computes with whole numbers as Python does', () => {
    for (const [source, expected] of [
      ['n + 1', 8],
      ['-n // 2', -4],
      ['-n % 3', 2],
      ['n * 2 - 1', 13],
      ['len(s) + len(c) + len([])', 4],
      ['t + 1', 2],
    ] as const) {
      expect(value(source), source).toEqual({ kind: 'number', number: expected })
    }
  })

  it('tells conditions, also chains and those that stop early', () => {
    const truths = {
      'n > 6': true,
      '0 < n <= 7': true,
      '1 < 0 < x': false,
      'not z': true,
      'n == 7 and c': true,
      'z or x == 1': undefined,
      't or x': true,
      "s == 'ab'": true,
      'z is None': true,
      'n is not None': true,
      "s != 'a'": true,
    }
    for (const [source, expected] of Object.entries(truths)) expect(truthOf(value(source)), source).toBe(expected)
  })

  it('does not guess', () => {
    for (const source of [
      'x',
      'x + 1',
      'n // 0',
      'n / 2',
      'f(n)',
      's < s',
      'c == c',
      'x is None',
      'n < s',
      'n ** n',
      '[*c]',
    ]) {
      expect(value(source).kind === 'unknown' || source === '[*c]', source).toBe(true)
    }
    expect(value('[*c]')).toEqual(unknown)
    expect(value('999999999 * 999999999')).toEqual(unknown)
  })
})
