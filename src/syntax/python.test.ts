import { describe, expect, it } from 'vitest'
import { loadPython, nodeAt, nodesWithSpan } from './python.ts'
import { child, parts, walk } from './syntax-node.ts'

const python = await loadPython()

describe('the Python tree', () => {
  it('gives every node the text, span and role that it has in the source', () => {
    const { root } = python.parse('def f(a):\n    return a + 1\n')
    const sum = [...walk(root)].find(({ kind }) => kind === 'binary_operator')!
    expect(sum.text).toBe('a + 1')
    expect(sum.span).toEqual({ from: { line: 2, column: 12 }, to: { line: 2, column: 17 } })
    expect(child(sum, 'right')!.text).toBe('1')
    expect(parts(sum).map(({ field }) => field)).toEqual(['left', 'right'])
  })

  it('counts columns in code points, also behind characters of two code units', () => {
    const tree = python.parse('x = "𝕏é" + y\n')
    const y = [...walk(tree.root)].findLast(({ kind }) => kind === 'identifier')!
    expect(y.span.from).toEqual({ line: 1, column: 12 })
    expect(tree.lines.offsetAt(y.span.from)).toBe(y.from)
    expect(nodeAt(tree, y.span)).toBe(y)
  })

  it('says where a source cannot be read', () => {
    expect(python.parse('a = (1 + 2\nb = 3\n').errors.length).toBeGreaterThan(0)
    expect(python.parse('def f(:\n  pass\n').errors[0]!.from.line).toBe(1)
    expect(python.parse('a = 1\n').errors).toEqual([])
  })

  it('finds the node of a span, and all nodes that share it', () => {
    const tree = python.parse('a[i + 1] = 2\n')
    const span = { from: { line: 1, column: 3 }, to: { line: 1, column: 8 } }
    expect(nodeAt(tree, span).kind).toBe('binary_operator')
    const statement = { from: { line: 1, column: 1 }, to: { line: 1, column: 13 } }
    expect(nodesWithSpan(tree, statement).map(({ kind }) => kind)).toContain('expression_statement')
  })
})
