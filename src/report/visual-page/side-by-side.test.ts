import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DiffSide } from './side-by-side.ts'
import { sideBySide } from './side-by-side.ts'

const textOf = (side: DiffSide | undefined): string[] =>
  side === undefined ? [] : [side.parts.map(({ text }) => text).join('')]

describe('two sources side by side', () => {
  it('marks what was changed in a line, on both sides', () => {
    const rows = sideBySide('a = 1\nb = f(x, 2)\nc = 3\n', 'a = 1\nb = f(y, 2)\nc = 3\n')
    expect(rows.map(({ kind }) => kind)).toEqual(['same', 'changed', 'same'])
    const marked = (side: DiffSide | undefined) => side?.parts.flatMap((part) => (part.changed ? [part.text] : []))
    expect(marked(rows[1]?.before)).toEqual(['x'])
    expect(marked(rows[1]?.after)).toEqual(['y'])
  })

  it('keeps the line numbers of each side where lines were added or taken away', () => {
    const rows = sideBySide('a\nb\nc', 'a\nnew\nother\nb')
    expect(rows.map(({ kind, before, after }) => [kind, before?.line, after?.line])).toEqual([
      ['same', 1, 1],
      ['added', undefined, 2],
      ['added', undefined, 3],
      ['same', 2, 4],
      ['removed', 3, undefined],
    ])
  })

  it('loses no line of either side', () => {
    const source = fc.array(fc.constantFrom('a = 1', 'b = 2', '    return a', 'for x in y:'), { minLength: 1 })
    fc.assert(
      fc.property(source, source, (before, after) => {
        const rows = sideBySide(before.join('\n'), after.join('\n'))
        expect(rows.flatMap((row) => textOf(row.before))).toEqual(before)
        expect(rows.flatMap((row) => textOf(row.after))).toEqual(after)
      }),
    )
  })
})
