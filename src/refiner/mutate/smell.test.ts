import { describe, expect, it } from 'vitest'
import { loadPython } from '../../syntax/python.ts'
import { smellsOf } from './smell.ts'

const python = await loadPython()
const smells = (...lines: readonly string[]) => smellsOf(python.parse(`${lines.join('\n')}\n`))

describe('what nobody writes on purpose', () => {
  it('is a variable or parameter that nothing reads, or that only its own update reads', () => {
    expect(smells('def f(a, b):', '    c = a', '    return a').unread).toBe(2)
    expect(smells('def f(a):', '    n = 0', '    for x in a:', '        n += x', '    return a').unread).toBe(1)
    expect(smells('def f(a):', '    n = 0', '    for x in a:', '        n = n + x', '    return n').unread).toBe(0)
    expect(smells('class A:', '    def f(self, _b):', '        return 1').unread).toBe(0)
    expect(smells('def f(a):', '    def g():', '        return a', '    return 1').unread).toBe(0)
  })

  it('is a loop that leaves in its first turn, and what stands behind a way out', () => {
    expect(smells('for x in y:', '    if x:', '        z()', '    break').stunted).toBe(1)
    expect(
      smells(
        'def f(y):',
        '    for x in y:',
        '        if x:',
        '            return 1',
        '        else:',
        '            return 2',
      ).stunted,
    ).toBe(1)
    expect(smells('for x in y:', '    if x:', '        continue', '    break').stunted).toBe(0)
    expect(smells('for x in y:', '    if x:', '        break').stunted).toBe(0)
    expect(smells('def f():', '    return 1', '    g()').stunted).toBe(1)
  })

  it('is an operation without effect', () => {
    expect(smells('x - x', 'a == a', '0 + y', 'y * 0', 'n % 1', 'max(x, x)').idle).toBe(6)
    expect(smells('if True:', '    f()').idle).toBe(1)
    expect(smells('x + x', 'x * x', 'x - 1', 'max(x, y)', 'x < y < x', 'while True:', '    f()').idle).toBe(0)
  })
})
