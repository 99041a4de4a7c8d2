import { describe, expect, it } from 'vitest'
import { expectedTexts } from './expected-text.ts'

const texts = (literal: string, actual: string, expected: string) => expectedTexts(literal, [{ actual, expected }])

describe('the text that a check expects of a literal', () => {
  it('is the one that makes a part of the answer come out right', () => {
    expect(texts('x =', "('x =', 2)", "('x = ', 2)")).toEqual(['x = '])
    expect(texts(', ', "'a, b'", "'a; b'")).toEqual(['; '])
    expect(texts('Hi ', "'Hi Bob'", "'Hello Bob'")).toEqual(['Hello '])
  })

  it('is unknown where the literal does not stand in what differs', () => {
    expect(texts('Hi ', "'Hi Bob'", "'Hi Ann'")).toEqual([])
    expect(texts('no', "'yes'", "'no'")).toEqual([])
    expect(texts('a', "['a']", "['b', 'c']")).toEqual([])
    expect(texts('', "''", "'a'")).toEqual([])
  })
})
