import { describe, expect, it } from 'vitest'
import { spanKey } from '../core/span.ts'
import { changedSpan } from './changed-span.ts'
import { correspondingSpan } from './corresponding-span.ts'
import { loadPython } from './python.ts'

const python = await loadPython()
const key = (text: string, changed: string) => {
  const span = changedSpan(text, changed)
  return span && spanKey(span)
}

describe('the changed part of a text', () => {
  it('is what lies between its common beginning and end', () => {
    expect(key('a = 1\nb = 2\n', 'a = 1\nb = <MASKED>\n')).toBe('2:5-2:6')
    expect(key('a = 1\nb = 2\nc = 3\n', 'a = 1\n<MASKED>\n')).toBe('2:1-3:6')
    expect(key('a = 1\n', 'a = 1\n')).toBeUndefined()
  })

  it('is the line, where something was only added', () => {
    expect(key('def f():\n    return 1\n', 'def f():\n    return 1  # wrong here\n')).toBe('2:5-2:13')
  })
})

describe('the corresponding place in another layout', () => {
  it('is the statement with the same number, to the column where the text is the same', () => {
    const one = 'def f(x):\n    # a comment\n\n    y = x + 1\n    return y\n'
    const other = 'def f(x):\n    y = x + 1\n    return y\n'
    const place = (line: number, from: number, to: number) => ({
      from: { line, column: from },
      to: { line, column: to },
    })
    const found = correspondingSpan(place(2, 9, 14), python.parse(other), python.parse(one))
    expect(found && spanKey(found)).toBe('4:9-4:14')
  })

  it('is the whole statement where the text differs', () => {
    const found = correspondingSpan(
      { from: { line: 1, column: 5 }, to: { line: 1, column: 8 } },
      python.parse("x = 'a'\n"),
      python.parse('# c\nx = "a"\n'),
    )
    expect(found && spanKey(found)).toBe('2:1-2:8')
  })

  it('is unknown where the programs are not the same', () => {
    const at = { from: { line: 1, column: 1 }, to: { line: 1, column: 2 } }
    expect(correspondingSpan(at, python.parse('x = 1\n'), python.parse('x = 1\ny = 2\n'))).toBeUndefined()
  })
})
