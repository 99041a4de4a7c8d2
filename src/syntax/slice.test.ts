import { describe, expect, it } from 'vitest'
import type { Changed, Step, Trace } from '../core/trace.ts'
import { dependenceGraph } from './dependence.ts'
import { loadPython } from './python.ts'
import type { SyntaxTree } from './python.ts'
import { backwardSlice } from './slice.ts'
import { allStatements } from './statement.ts'
import { unitTable } from './unit-table.ts'
import { child, walk } from './syntax-node.ts'

const python = await loadPython()

type Script = readonly (readonly [kind: Step['kind'], line: number, depth: number, names?: string])[]

/** A trace written by hand: kind, line and depth of each step, and `name` or `name#identity` of what it changed. */
const traceOf = (tree: SyntaxTree, script: Script): Trace => {
  const places = [...allStatements(tree.root), ...[...walk(tree.root)].filter(({ kind }) => kind === 'elif_clause')]
  const value = { type: 'int', text: '0' }
  const steps = script.map(([kind, line, depth, names = ''], id): Step => {
    const changed: Changed = Object.fromEntries(
      names
        .split(' ')
        .filter(Boolean)
        .map((each) => {
          const [name, identity] = each.split('#')
          return [name, identity === undefined ? value : { ...value, identity: Number(identity) }]
        }),
    )
    const unit = places.find(({ span }) => span.from.line === line)!
    const at =
      kind === 'iterate' ? { from: child(unit, 'left')!.span.from, to: child(unit, 'right')!.span.to } : unit.span
    const place = { id, at, depth }
    switch (kind) {
      case 'call':
        return { ...place, kind, name: 'f', changed }
      case 'line':
        return { ...place, kind, changed }
      case 'iterate':
        return { ...place, kind, iteration: 1, changed }
      case 'branch':
        return { ...place, kind, taken: true }
      case 'value':
      case 'return':
      case 'yield':
        return { ...place, kind, value }
      case 'raise':
        return { ...place, kind, error: 'E: e', caught: false }
    }
  })
  return { level: 'full', steps, coverage: [] }
}

/** Lines of the slice of the last step, nearest first, as `line@distance`. */
const sliced = (source: string, script: Script, criterion = script.length - 1): string => {
  const tree = python.parse(source)
  const graph = dependenceGraph(unitTable(tree), traceOf(tree, script))
  return backwardSlice(graph, [criterion])
    .map(({ unit, distance }) => `${unit.span.from.line}@${distance}`)
    .join(' ')
}

describe('a backward slice', () => {
  it('follows values through variables, and leaves out what had no part in them', () => {
    const source = 'def f(a, b):\n    x = a + 1\n    y = b\n    z = x * 2\n    return z\n'
    expect(
      sliced(source, [
        ['call', 1, 0, 'a b'],
        ['line', 2, 0, 'x'],
        ['line', 3, 0, 'y'],
        ['line', 4, 0, 'z'],
        ['return', 5, 0],
      ]),
    ).toBe('5@0 4@1 1@1 2@2')
  })

  it('takes the last definition that ran, not the last in the text', () => {
    const source = 'def f(a):\n    x = 1\n    if a:\n        x = 2\n    return x\n'
    expect(
      sliced(source, [
        ['call', 1, 0, 'a'],
        ['line', 2, 0, 'x'],
        ['branch', 3, 0],
        ['return', 5, 0],
      ]),
    ).toBe('5@0 2@1 1@1')
    expect(
      sliced(source, [
        ['call', 1, 0, 'a'],
        ['line', 2, 0, 'x'],
        ['branch', 3, 0],
        ['line', 4, 0, 'x'],
        ['return', 5, 0],
      ]),
    ).toBe('5@0 4@1 1@1 3@2')
  })

  it('holds an earlier condition that could have returned', () => {
    const source = 'def f(a):\n    if a:\n        return 0\n    return 1\n'
    expect(
      sliced(source, [
        ['call', 1, 0, 'a'],
        ['branch', 2, 0],
        ['return', 4, 0],
      ]),
    ).toBe('4@0 2@1 1@2')
  })

  it('goes into the calls whose results were used, and out through their arguments', () => {
    const source = 'def g(n):\n    return n\ndef f(a):\n    u = g(a)\n    b = 1\n    return g(b)\n'
    expect(
      sliced(source, [
        ['call', 3, 0, 'a'],
        ['line', 4, 0, 'u'],
        ['call', 1, 1, 'n'],
        ['return', 2, 1],
        ['line', 5, 0, 'b'],
        ['line', 6, 0],
        ['call', 1, 1, 'n'],
        ['return', 2, 1],
        ['return', 6, 0],
      ]),
    ).toBe('6@0 2@1 5@1 3@1 1@2')
  })

  it('does not enter one call of a statement because of another', () => {
    const source = 'def g(n):\n    return n\ndef h(n):\n    return n\ndef f(a):\n    return g(a) + h(a)\n'
    const script: Script = [
      ['call', 5, 0, 'a'],
      ['line', 6, 0],
      ['call', 1, 1, 'n'],
      ['return', 2, 1],
      ['call', 3, 1, 'n'],
      ['return', 4, 1],
      ['return', 6, 0],
    ]
    expect(sliced(source, script, 5)).toBe('4@0 3@1 6@2 5@3')
  })

  it('follows an object through two names and into a function that changes it', () => {
    const source = 'def put(to):\n    to.append(1)\ndef f():\n    a = []\n    b = a\n    put(b)\n    return a\n'
    expect(
      sliced(source, [
        ['call', 3, 0],
        ['line', 4, 0, 'a#7'],
        ['line', 5, 0, 'b#7'],
        ['line', 6, 0],
        ['call', 1, 1, 'to#7'],
        ['line', 2, 1, 'to#7'],
        ['return', 2, 1],
        ['return', 7, 0],
      ]),
    ).toBe('7@0 4@1 2@1 3@1 1@2 6@3 5@4')
  })

  it('keeps the variables of a generator while others run', () => {
    const source =
      'def g(n):\n    k = n\n    yield 0\n    yield k\ndef f():\n    for x in g(1):\n        y = x\n    return y\n'
    expect(
      sliced(source, [
        ['call', 5, 0],
        ['line', 6, 0],
        ['call', 1, 1, 'n'],
        ['line', 2, 1, 'k'],
        ['yield', 3, 1],
        ['iterate', 6, 0, 'x'],
        ['line', 7, 0, 'y'],
        ['yield', 4, 1],
        ['iterate', 6, 0, 'x'],
        ['line', 7, 0, 'y'],
        ['return', 8, 0],
      ]),
    ).toBe('8@0 7@1 5@1 6@2 4@3 2@4 1@4 3@4')
  })

  it('of a step that the trace does not hold is empty', () => {
    expect(sliced('a = 1\n', [['line', 1, 0, 'a']], 99)).toBe('')
  })

  it('of a long run takes time in proportion to it', () => {
    const source = 'def f(n):\n    x = 0\n    while n:\n        x = x + n\n        n = n - 1\n    return x\n'
    const cpuMs = (turns: number) => {
      const turn: Script = [
        ['branch', 3, 0],
        ['line', 4, 0, 'x'],
        ['line', 5, 0, 'n'],
      ]
      const turned = Array.from({ length: turns }, () => turn).flat()
      const script: Script = [['call', 1, 0, 'n'], ['line', 2, 0, 'x'], ...turned, ['return', 6, 0]]
      const before = process.cpuUsage()
      expect(sliced(source, script)).toBe(`6@0 4@1 1@1 5@2 3@2 2@${turns + 1}`)
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    }
    const best = (turns: number) => Math.min(cpuMs(turns), cpuMs(turns), cpuMs(turns))
    // in proportion to its square it would be a hundred times
    expect(best(20_000) / best(2000)).toBeLessThan(50)
  })
})
