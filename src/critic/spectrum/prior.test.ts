import { describe, expect, it } from 'vitest'
import { loadPython } from '../../syntax/python.ts'
import { allStatements } from '../../syntax/statement.ts'
import { headOf, prior } from './prior.ts'

const python = await loadPython()
const first = (source: string) => allStatements(python.parse(source).root)[0]!

describe('the prior of a statement', () => {
  it.each([
    ['return a + b\n', 'return a\n'],
    ['return f(a)\n', 'return []\n'],
    ['x = a[i] + 1\n', 'x = a[i]\n'],
    ['x = x + 1\n', 'x = 0\n'],
    ['if a < b: pass\n', 'import a\n'],
    ['a.append(b)\n', 'print(b)\n'],
    ['return a\n', 'def f(): pass\n'],
    ['pass\n', 'break\n'],
  ])('is higher for %j than for %j', (more, less) => {
    expect(prior(first(more))).toBeGreaterThan(prior(first(less)))
  })

  it('is nothing for a docstring', () => {
    expect(prior(first('"""what it does"""\n'))).toBe(0)
  })
})

describe('the head of a statement', () => {
  it.each([
    ['if a < b:\n    c\n', 'a < b'],
    ['while a:\n    c\n', 'a'],
    ['for i in range(n):\n    c\n', 'range(n)'],
    ['with open(p) as f:\n    c\n', 'open(p) as f'],
    ['match a:\n    case 1:\n        c\n', 'a'],
    ['def f(a):\n    c\n', 'f'],
  ])('of %j is %s', (source, text) => {
    expect(headOf(first(source)).text).toBe(text)
  })
})
