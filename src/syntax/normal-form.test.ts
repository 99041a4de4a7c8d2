import { describe, expect, it } from 'vitest'
import { normalForm } from './normal-form.ts'
import { loadPython } from './python.ts'

const python = await loadPython()
const form = (source: string): string => normalForm(python.parse(source).root)

describe('the normal form', () => {
  it('is equal for texts that mean the same', () => {
    const pairs = [
      ['x = (a + b)  # sum\n', 'x = a + b\n'],
      ['x = a > b\n', 'x = b < a\n'],
      ['x = a == b\n', 'x = b == a\n'],
      ['x = not a in b\n', 'x = a not in b\n'],
      ['x = a + 1 - 1\n', 'x = a\n'],
      ['x = a + 1 + 1\n', 'x = a + 2\n'],
      ['x = a * 1 + 0\n', 'x = a\n'],
      ['if a:\n  b()\n\n\n', 'if a:\n    b()\n'],
    ] as const
    for (const [one, other] of pairs) expect(form(one), one).toBe(form(other))
  })

  it('differs where the meaning may', () => {
    const pairs = [
      ['x = a + b\n', 'x = b + a\n'],
      ['x = a - (b - c)\n', 'x = a - b - c\n'],
      ['x = a < b < c\n', 'x = c > b\n'],
      ['x = (a, b)\n', 'x = [a, b]\n'],
      ["x = 'a#'\n", "x = 'a'\n"],
      ['f(a, b)\n', 'f(b, a)\n'],
      ['x += 1\n', 'x -= 1\n'],
      ['if a:\n    b()\nc()\n', 'if a:\n    b()\n    c()\n'],
    ] as const
    for (const [one, other] of pairs) expect(form(one), one).not.toBe(form(other))
  })
})
