import { describe, expect, it } from 'vitest'
import type { Span } from '../core/span.ts'
import type { Step } from '../core/trace.ts'
import { cutText, thin } from './thin.ts'

const at = (line: number): Span => ({ from: { line, column: 1 }, to: { line, column: 5 } })

/** `i1` a turn of the loop on line 1, `3` a statement, `4+` and `4-` outcomes of a condition, `>` and `<` a call and its end. */
const script = (text: string): readonly Step[] => {
  const turns: Map<number, number>[] = [new Map()]
  let depth = 0
  return text.split(' ').map((word, id): Step => {
    if (word === '>') return { id, kind: 'call', at: at(9), depth: ++depth, name: 'f', changed: {} }
    if (word === '<') return { id, kind: 'return', at: at(9), depth: depth--, value: { type: 'int', text: '0' } }
    const counts = (turns[depth] ??= new Map<number, number>())
    const line = Number(word.replaceAll(/\D/g, ''))
    if (word.startsWith('s')) counts.delete(line)
    if (word.startsWith('i')) {
      counts.set(line, (counts.get(line) ?? 0) + 1)
      return { id, kind: 'iterate', at: at(line), depth, iteration: counts.get(line)!, changed: {} }
    }
    if (/[+-]$/.test(word)) return { id, kind: 'branch', at: at(line), depth, taken: word.endsWith('+') }
    return { id, kind: 'line', at: at(line), depth, changed: {} }
  })
}

const thinned = (text: string): string =>
  thin(script(text))
    .map((item) =>
      item.kind === 'cut' ? `[${item.firstTurn}-${item.lastTurn}: ${item.steps}]` : text.split(' ')[item.id],
    )
    .join(' ')

describe('thin', () => {
  it('leaves a run without long loops as it is', () => {
    expect(thinned('s1 i1 2 i1 2 3')).toBe('s1 i1 2 i1 2 3')
  })

  it('keeps the first turn and the last', () => {
    expect(thinned('s1 i1 2 i1 2 i1 2 i1 2 i1 2 3')).toBe('s1 i1 2 [2-4: 6] i1 2 3')
  })

  it('keeps a turn that comes by a new place or a new outcome', () => {
    expect(thinned('s1 i1 4- i1 4- i1 4+ 5 i1 4- i1 4+ 5 i1 4- 6')).toBe('s1 i1 4- [2-2: 2] i1 4+ 5 [4-5: 5] i1 4- 6')
  })

  it('thins the loops in a turn that it keeps', () => {
    expect(thinned('s1 i1 s2 i2 3 i2 3 i2 3 i1 s2 i2 3 i2 3 i2 3 i1 s2 i2 3 4')).toBe(
      's1 i1 s2 i2 3 [2-2: 2] i2 3 [2-2: 8] i1 s2 i2 3 4',
    )
  })

  it('does not take the loop of another call for its own', () => {
    const text = 's1 i1 > s1 i1 2 < i1 > s1 i1 2 <'
    expect(thinned(text)).toBe(text)
    expect(thinned('s1 i1 > s1 i1 2 i1 2 i1 2 < i1 3')).toBe('s1 i1 > s1 i1 2 [2-2: 2] i1 2 < i1 3')
  })

  it('says what it left out', () => {
    const cut = thin(script('s1 i1 2 i1 2 i1 2 i1 2')).find((item) => item.kind === 'cut')
    expect(cut && cutText(cut)).toBe('… turns 2 to 3 like those before: 4 steps left out …')
    expect(cut && cutText({ ...cut, lastTurn: 2, steps: 1 })).toBe('… turn 2 like those before: 1 step left out …')
  })
})
