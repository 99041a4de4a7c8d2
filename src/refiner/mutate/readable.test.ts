import { describe, expect, it } from 'vitest'
import { loadPython } from '../../syntax/python.ts'
import { readableTexts } from './readable.ts'

const python = await loadPython()
const texts = (source: string, entry?: string) => readableTexts(python, source, entry).map((each) => each.source)

describe('texts that can be loaded', () => {
  it('lose what a model wrote around the program', () => {
    const program = 'def f(a):\n    return a\n'
    expect(texts(`${program}\`\`\`\n`)).toContain(program)
    expect(texts(`\`\`\`python\n${program}\`\`\`\n`)).toContain(program)
    expect(texts(`${program}\`\`\`\n[Task End]\n`)[0]).toContain(program)
  })

  it('close what was cut off, or end before it', () => {
    expect(texts('def f(a):\n    return max(a[0\n')[0]).toBe('def f(a):\n    return max(a[0])\n')
    expect(texts('def f(a):\n    x = 1\n    for i in a:\n')[0]).toBe(
      'def f(a):\n    x = 1\n    for i in a:\n        pass\n',
    )
    expect(texts('def f(a):\n    x = 1\n    return x +\n')).toContain('def f(a):\n    x = 1\n')
  })

  it('get back the header that was cut off, with the names that nothing else binds', () => {
    const source =
      'import math\n    x, y = y, math.sqrt(x)\n    return [i for i in range(k)]\n\ndef g(y):\n    return h(y)\n'
    const made = texts(source, 'f')
    expect(made[0]).toContain('import math\ndef f(y, x, k):\n    x, y = y')
    expect(made[1]).toContain('def h(y, x, k):\n')
  })

  it('are none where nothing helps', () => {
    expect(texts('def f(a):\n    return a\n')).toEqual([])
  })
})
