import { describe, expect, it } from 'vitest'
import { isExpression, level, levelNeeded, levelOf } from './expression.ts'
import { loadPython } from './python.ts'
import { walk } from './syntax-node.ts'

const python = await loadPython()
const nodes = (source: string) => [...walk(python.parse(source).root)]
const named = (source: string, text: string) => nodes(source).find((node) => node.named && node.text === text)!

describe('expressions', () => {
  it('are the nodes whose value is read, not targets, names of arguments or annotations', () => {
    const source = 'def f(p: int = d) -> str:\n    a.b[i], c = g(k=v)\n    for x in y: del z\n'
    const read = nodes(source)
      .filter(isExpression)
      .map(({ text }) => text)
    expect(read).toEqual(['d', 'a.b', 'a', 'i', 'g(k=v)', 'g', 'v', 'y'])
  })

  it('know how tightly they bind, and how tightly their place asks them to', () => {
    expect(levelOf(named('a + b * c', 'b * c'))).toBe(level.product)
    expect(levelNeeded(named('a + b * c', 'b'))).toBe(level.product)
    expect(levelNeeded(named('a - b', 'b'))).toBeGreaterThan(level.sum)
    expect(levelNeeded(named('a ** b', 'a'))).toBe(level.atom)
    expect(levelNeeded(named('a.b', 'a'))).toBe(level.atom)
    expect(levelNeeded(named('return a', 'a'))).toBe(level.tuple)
    expect(levelNeeded(named('f(a)', 'a'))).toBe(level.lambda)
    expect(levelNeeded(named('not a', 'a'))).toBe(level.not)
  })
})
