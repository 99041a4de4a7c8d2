import { describe, expect, it } from 'vitest'
import { loadPython } from '../../syntax/python.ts'
import type { Mutation } from './mutation.ts'
import { taskWords } from './task-words.ts'

const python = await loadPython()
const source = 'def f(xs):\n    return xs\n'

/** How the words weigh an edit that puts the text for `xs` in the last line. */
const weight = (words: string, text: string, { entry = 'f', code = source } = {}): number => {
  const tree = python.parse(code)
  const [from, to] = [code.indexOf('return ') + 7, code.trimEnd().length]
  const mutation: Mutation = { edits: [{ from, to, text }], at: tree.root, prior: 1, note: '' }
  return taskWords({ prompt: words, entry }, tree)(mutation)
}

describe('the words of a task', () => {
  it('favour an edit that writes what they name', () => {
    expect(weight('Return the distinct elements.', 'set(xs)')).toBeGreaterThan(1)
    expect(weight('', 'min(xs)', { entry: 'smallest_of' })).toBeGreaterThan(1)
    expect(
      weight('', 'sorted(xs)', { code: `def f(xs):\n    """In ascending order."""\n    return xs\n` }),
    ).toBeGreaterThan(1)
  })

  it('speak against a call that they do not name, and against taking away what they do', () => {
    expect(weight('Return the elements.', 'abs(xs)')).toBeLessThan(1)
    expect(weight('The largest one.', 'xs', { code: 'def f(xs):\n    return max(xs)\n' })).toBeLessThan(1)
  })

  it('say nothing where there are none, or of an edit without words', () => {
    expect(weight('', 'abs(xs)')).toBe(1)
    expect(weight('Return the elements.', 'xs + 1')).toBe(1)
  })
})
