import { describe, expect, it } from 'vitest'
import { loadPython } from './python.ts'
import { allStatements } from './statement.ts'
import { unitTable } from './unit-table.ts'

const python = await loadPython()

/** What the statement on a line reads, binds and touches; a variable of the outside in parentheses. */
const variables = (source: string, line: number) => {
  const table = unitTable(python.parse(source))
  const unit = allStatements(table.tree.root).find(({ span }) => span.from.line === line)!
  const { reads, binds, touches } = table.variablesOf(unit)
  return [reads, binds, touches].map((list) => list.map(({ name, local }) => (local ? name : `(${name})`)).join(' '))
}

describe('the variables of a unit', () => {
  it('are those of its head alone', () => {
    const source = 'def f(a, b):\n    while a < b:\n        a += c\n    return a\n'
    expect(variables(source, 2)).toEqual(['a b', '', ''])
    expect(variables(source, 3)).toEqual(['a (c)', 'a', ''])
  })

  it('leave out what lives within a comprehension', () => {
    expect(variables('def f(a, k):\n    b = [x * k for x in a]\n', 2)).toEqual(['k a', 'b', ''])
  })

  it('tell a local variable from one of the function around', () => {
    const source = 'def f(a):\n    def g(b):\n        return a + b\n    return g\n'
    expect(variables(source, 3)).toEqual(['(a) b', '', ''])
  })

  it('are touched where an element or attribute of theirs is set', () => {
    const source = 'def f(a, i):\n    a[i].next = a[0]\n    a[i], i = 1, 2\n    del a[i]\n    a[i] += 1\n'
    expect([2, 3, 4, 5].map((line) => variables(source, line)[2])).toEqual(['a', 'a', 'a', 'a'])
  })

  it('are touched by a method that is called for its effect alone', () => {
    const source = 'def f(a, b):\n    a.append(b)\n    c = b.pop()\n    a[0].add(1)\n'
    expect([2, 3, 4].map((line) => variables(source, line)[2])).toEqual(['a', '', 'a'])
  })
})

describe('the unit table', () => {
  it('finds the unit that runs a place, and what decides whether it runs', () => {
    const table = unitTable(python.parse('def f(a):\n    if a:\n        return 1\n    return 2\n'))
    const unit = table.unitAt({ from: { line: 4, column: 12 }, to: { line: 4, column: 13 } })!
    expect(unit.text).toBe('return 2')
    expect(table.decidersOf(unit).map(({ span }) => span.from.line)).toEqual([2])
  })

  it('finds what may set the variables that a unit reads, also where it never ran', () => {
    const source = 'def f(a):\n    out = []\n    if a:\n        out.append(a)\n    return out\ndef g():\n    out = 1\n'
    const table = unitTable(python.parse(source))
    const unit = allStatements(table.tree.root).find(({ text }) => text === 'return out')!
    expect(table.settersFor(unit).map(({ span }) => span.from.line)).toEqual([2, 4])
  })
})
