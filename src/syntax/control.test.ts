import { describe, expect, it } from 'vitest'
import { flowGraphs } from './blocks.ts'
import { controlDependences } from './control.ts'
import { loadPython } from './python.ts'

const python = await loadPython()

/** Each unit on its line with the lines of those that decide whether it runs. */
const deciders = (source: string, nth = 1): Readonly<Record<number, readonly number[]>> => {
  const graph = flowGraphs(python.parse(source).root)[nth]!
  return Object.fromEntries(
    [...controlDependences(graph)].map(([unit, by]) => [
      unit.span.from.line,
      by.map(({ span }) => span.from.line).sort(),
    ]),
  )
}

describe('control dependence', () => {
  it('is on the condition around a statement, not on one that control passes either way', () => {
    expect(deciders('def f(a):\n    if a:\n        b\n    c\n')).toEqual({ 2: [], 3: [2], 4: [] })
  })

  it('is also on an earlier condition that may leave', () => {
    expect(deciders('def f(a):\n    if a:\n        return 1\n    c\n    return 2\n')).toEqual({
      2: [],
      3: [2],
      4: [2],
      5: [2],
    })
  })

  it('is on the head of the loop, and on a condition that may break out of it', () => {
    const source = 'def f(a):\n    while a:\n        if b:\n            break\n        c\n    d\n'
    expect(deciders(source)).toEqual({ 2: [3], 3: [2], 4: [3], 5: [3], 6: [] })
  })

  it('is on each condition of an elif chain that comes before', () => {
    const source = 'def f(a):\n    if a:\n        b\n    elif c:\n        d\n    else:\n        e\n'
    expect(deciders(source)).toEqual({ 2: [], 3: [2], 4: [2], 5: [4], 7: [4] })
  })

  it('of a handler is on what may raise in the body', () => {
    expect(deciders('def f(a):\n    try:\n        b\n    except E:\n        c\n    d\n')).toEqual({
      3: [],
      5: [3],
      6: [],
    })
  })

  it('is found for a function of ten thousand statements without running out of stack', () => {
    const source = `def f(a):\n${'    if a:\n        b\n'.repeat(5000)}`
    expect(deciders(source)[10_001]).toEqual([10_000])
  })
})
