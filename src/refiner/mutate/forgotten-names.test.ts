import { describe, expect, it } from 'vitest'
import { loadPython } from '../../syntax/python.ts'
import { forgottenNames } from './forgotten-names.ts'
import type { Mutation } from './mutation.ts'
import { subjectOf } from './subject.ts'

const python = await loadPython()
const source = 'def f(a, b):\n    for x in a:\n        c = 1\n    return c\n'
const tree = python.parse(source)
const weigh = forgottenNames(subjectOf(tree, []))
const mutation = (from: string, text: string): Mutation => {
  const at = source.indexOf(from)
  return { edits: [{ from: at, to: at + from.length, text }], at: tree.root, prior: 1, note: '' }
}

describe('names that nothing reads', () => {
  it('speak for an edit that reads them', () => {
    expect(weigh(mutation('1', 'x'))).toBe(2)
    expect(weigh(mutation('return c', 'return c + b'))).toBe(2)
  })

  it('say nothing of any other', () => {
    expect(weigh(mutation('1', 'a'))).toBe(1)
    expect(weigh(mutation('x in a', 'x in a[1:]'))).toBe(1)
    expect(forgottenNames(subjectOf(python.parse('def f(a):\n    return a\n'), []))(mutation('1', 'x'))).toBe(1)
  })
})
