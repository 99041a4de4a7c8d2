import { describe, expect, it } from 'vitest'
import { applyEdits, edited, indentationUnit, reindent, removeStatement } from './edit.ts'
import { loadPython } from './python.ts'
import { allStatements } from './statement.ts'

const python = await loadPython()
const without = (source: string, nth: number) =>
  applyEdits(source, [removeStatement(source, allStatements(python.parse(source).root)[nth]!)])

describe('edits', () => {
  it('are made all at once, by the offsets of the original', () => {
    expect(applyEdits('abcdef', [edited(4, 5, 'E!'), edited(0, 1, ''), edited(2, 2, '-')])).toBe('b-cdE!f')
  })

  it('that overlap are refused', () => {
    expect(applyEdits('abc', [edited(0, 2, 'x'), edited(1, 3, 'y')])).toBeUndefined()
  })

  it('remove a statement with its line, or alone where it shares one', () => {
    expect(without('a = 1  # one\nb = 2\n', 0)).toBe('b = 2\n')
    expect(without('a = 1; b = 2\n', 0)).toBe('b = 2\n')
    expect(without('if a: b = 2\n', 1)).toBe('if a: pass\n')
  })

  it('keep the indentation that the source uses', () => {
    expect(indentationUnit('if a:\n  b\n')).toBe('  ')
    expect(indentationUnit('if a:\n\tb\n')).toBe('\t')
    expect(reindent('if a:\n    b\n', '', '  ')).toBe('if a:\n      b\n  ')
  })
})
