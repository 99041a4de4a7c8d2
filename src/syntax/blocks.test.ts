import { describe, expect, it } from 'vitest'
import { flowGraphs, unitOf } from './blocks.ts'
import { loadPython } from './python.ts'
import { walk } from './syntax-node.ts'

const python = await loadPython()

/** Each block that holds something, as its first lines and the first lines of what follows it. */
const flow = (source: string, nth = 0): readonly string[] => {
  const { blocks, exit } = flowGraphs(python.parse(source).root)[nth]!
  /** The blocks with content that this one leads to, through empty ones. */
  const reach = (id: number, seen = new Set<number>()): readonly string[] => {
    if (seen.has(id)) return []
    seen.add(id)
    const { units, next } = blocks[id]!
    if (id === exit) return ['exit']
    return units.length > 0 ? [head(units[0]!.text)] : next.flatMap((each) => reach(each, seen))
  }
  return blocks
    .filter(({ units }) => units.length > 0)
    .map(({ units, next }) => {
      const to = [...new Set(next.flatMap((each) => reach(each)))].sort()
      return `${units.map(({ text }) => head(text)).join('; ')} → ${to.join(' | ')}`
    })
}
const head = (text: string) => text.split('\n')[0]!

describe('basic blocks', () => {
  it('end where control forks and begin where it joins', () => {
    expect(flow('a = 1\nif a:\n    b\nelif c:\n    d\nelse:\n    e\nf\n')).toEqual([
      'a = 1; if a: → b | elif c:',
      'b → f',
      'elif c: → d | e',
      'd → f',
      'e → f',
      'f → exit',
    ])
  })

  it('give a loop a block for its head, which the body, continue and break lead out of', () => {
    const source = 'while a:\n    if b:\n        break\n    if c:\n        continue\n    d\nelse:\n    e\nf\n'
    expect(flow(source)).toEqual([
      'while a: → e | if b:',
      'f → exit',
      'if b: → break | if c:',
      'break → f',
      'if c: → continue | d',
      'continue → while a:',
      'd → while a:',
      'e → f',
    ])
  })

  it('of an endless loop still have a way to the exit', () => {
    expect(flow('while True:\n    a\n')).toEqual(['while True: → a | exit', 'a → while True:'])
  })

  it('of a function that returns early lead to its exit', () => {
    expect(flow('def f(x):\n    if x:\n        return 1\n    return 2\n    dead\n', 1)).toEqual([
      'if x: → return 1 | return 2',
      'return 1 → exit',
      'return 2 → exit',
      'dead → exit',
    ])
  })

  it('of a try lead from every part of its body to every handler, and through finally', () => {
    expect(flow('try:\n    a\n    if b:\n        c\nexcept E:\n    d\nfinally:\n    e\nf\n')).toEqual([
      'a; if b: → c | d | e',
      'c → d | e',
      'd → e',
      'e; f → exit',
    ])
  })

  it('of a match lead to each case and past them', () => {
    expect(flow('match a:\n    case 1:\n        b\n    case _:\n        c\nd\n')).toEqual([
      'match a: → b | c | d',
      'b → d',
      'c → d',
      'd → exit',
    ])
  })

  it('run the body of a class in place and that of a function in a graph of its own', () => {
    const source = 'class C:\n    x = 1\n    def f(self):\n        return self\n'
    expect(flow(source)).toEqual(['class C:; x = 1; def f(self): → exit'])
    expect(flow(source, 1)).toEqual(['return self → exit'])
  })

  it('name the unit that runs a node: its statement, or the elif clause', () => {
    const { root } = python.parse('if a:\n    b\nelif c:\n    d\n')
    const unit = (name: string) =>
      unitOf([...walk(root)].find(({ text, kind }) => kind === 'identifier' && text === name)!)
    expect(['a', 'b', 'c', 'd'].map((name) => unit(name)!.kind)).toEqual([
      'if_statement',
      'expression_statement',
      'elif_clause',
      'expression_statement',
    ])
  })
})
