import { describe, expect, it } from 'vitest'
import { loadPython } from './python.ts'
import { scopesOf } from './scope.ts'
import { walk } from './syntax-node.ts'

const python = await loadPython()
const named = (source: string, text: string, nth = 0) => {
  const { root } = python.parse(source)
  return {
    scopes: scopesOf(root),
    node: [...walk(root)].filter((each) => each.kind === 'identifier' && each.text === text)[nth]!,
  }
}

describe('scopes', () => {
  it('resolve a name to the function that binds it, not to the class around it', () => {
    const { scopes, node } = named('x = 1\nclass C:\n    x = 2\n    def m(self):\n        return x\n', 'x', 2)
    expect(scopes.resolve('x', scopes.scopeOf(node))?.kind).toBe('module')
  })

  it('keep the variable of a comprehension inside, but let := out', () => {
    const { scopes } = named('def f(a):\n    return [k := i for i in a]\n', 'f')
    const f = scopes.uses.find(({ name }) => name === 'a')!.scope
    expect([...f.bindings.keys()].sort()).toEqual(['a', 'k'])
  })

  it('evaluate a default outside of the function that it belongs to', () => {
    const { scopes, node } = named('a = 1\ndef f(a=a): pass\n', 'a', 2)
    expect(scopes.scopeOf(node).kind).toBe('module')
  })

  it('hand names declared global to the module', () => {
    const { scopes, node } = named('n = 0\ndef f():\n    global n\n    n = 2\n', 'n', 2)
    const inside = scopes.scopeOf(node)
    expect(inside.bindings.has('n')).toBe(false)
    expect(scopes.resolve('n', inside)).toBe(scopes.module)
  })

  it('know every way to bind a name', () => {
    const source = `import a.b, c as d
from e import f, g as h
for i, (j, *k) in []: pass
with open(i) as l: pass
try: pass
except E as m: pass
n: int = 1
o += 1
def p(q, *r, s=1, **t): pass
match n:
    case [u, 1]: pass
`
    const { scopes } = named(source, 'a')
    const names = [...scopes.module.bindings.keys()]
    expect(names).toEqual(['a', 'd', 'f', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'u'])
    expect(scopes.uses.filter(({ name, reads }) => name === 'o' && reads)).toHaveLength(1)
    expect(
      scopes.uses.filter(({ binds, scope }) => binds && scope.kind === 'function').map(({ name }) => name),
    ).toEqual(['q', 'r', 's', 't'])
  })
})
