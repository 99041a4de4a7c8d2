import { describe, expect, it } from 'vitest'
import type { Step } from '../../core/trace.ts'
import { sourceLines } from '../../trace/source-lines.ts'
import { pageFrames } from './page-frames.ts'
import { pageLoops } from './page-loops.ts'

const source = `def f(rows):
    for row in rows:
        for cell in row:
            x = cell
    return [g(y) for y in rows]
def g(y):
    return y`

/** Steps told as `line 2`, `iterate 2:9-2:20 1`, `call f 0`. */
const steps = (...texts: string[]): Step[] =>
  texts.map((text, id): Step => {
    const [, kind = '', a = '', b = '', c = '', d = '', rest = ''] =
      /^(\w+) (\d+):(\d+)-(\d+):(\d+) ?(.*)$/.exec(text) ?? []
    const at = { from: { line: Number(a), column: Number(b) }, to: { line: Number(c), column: Number(d) } }
    const place = { id, at, depth: rest.includes('deep') ? 1 : 0 }
    if (kind === 'iterate') return { ...place, kind, iteration: Number(rest), changed: {} }
    if (kind === 'call') return { ...place, kind, name: rest.replace(' deep', ''), changed: {} }
    if (kind === 'return' || kind === 'value' || kind === 'yield')
      return { ...place, kind, value: { type: 'int', text: '1' } }
    return { ...place, kind: 'line', changed: {} }
  })

const inner = (turns: number): string[] => [
  'line 3:9-3:25',
  ...Array.from({ length: turns }, (_, turn) => [`iterate 3:13-3:24 ${turn + 1}`, 'line 4:13-4:21']).flat(),
]

describe('the loops of a run', () => {
  const places = new Map<string, number>()
  const placeOf = (span: Step['at']): number => {
    const key = JSON.stringify(span)
    const place = places.get(key) ?? places.size
    places.set(key, place)
    return place
  }
  const loopsOf = (all: readonly Step[]) => pageLoops(all, sourceLines(source), placeOf)

  it('each run of a nested loop is one of its own, in the turn of the outer', () => {
    const all = steps(
      'call 1:1-1:12 f',
      'line 2:5-2:21',
      'iterate 2:9-2:20 1',
      ...inner(2),
      'iterate 2:9-2:20 2',
      ...inner(1),
      'line 5:5-5:32',
    )
    const [outer, first, second, ...rest] = loopsOf(all)
    expect(rest).toEqual([])
    expect(outer).toMatchObject({ isStatement: true, from: 1, to: 12 })
    expect(outer?.turns).toEqual([
      { number: 1, from: 2 },
      { number: 2, from: 8 },
    ])
    expect(first).toMatchObject({ from: 3, to: 8, turns: [{ number: 1 }, { number: 2 }] })
    expect(second).toMatchObject({ from: 9, to: 12, turns: [{ number: 1, from: 10 }] })
  })

  it('a comprehension ends when what is around it has a value, and its names are its own', () => {
    const all = steps(
      'call 1:1-1:12 f',
      'line 5:5-5:32',
      'iterate 5:18-5:31 1',
      'call 6:1-6:10 g deep',
      'return 7:12-7:13 deep',
      'value 5:13-5:17',
      'iterate 5:18-5:31 2',
      'value 5:13-5:17',
      'value 5:12-5:32',
      'return 5:5-5:32',
    )
    const loops = loopsOf(all)
    expect(loops).toMatchObject([{ isStatement: false, from: 2, to: 8, turns: [{ from: 2 }, { from: 6 }] }])
    const { frames, frameOf } = pageFrames(all, sourceLines(source), loops)
    const names = frameOf.map((frame) => frames[frame]?.name)
    const own = 'comprehension'
    expect(names).toEqual(['f', 'f', own, 'g', 'g', own, own, own, 'f', 'f'])
    const [inner, called] = [frameOf[2]!, frameOf[3]!]
    expect(frames[called]?.parent).toBe(inner)
    expect(frames[inner]?.parent).toBe(frameOf[0])
  })
})

describe('the frames of a run', () => {
  it('a generator that goes on has the names that it had', () => {
    const text = 'def f():\n    for x in g():\n        h()\ndef g():\n    yield 1\n    yield 2\ndef h():\n    return 1'
    const all = steps(
      'call 1:1-1:8 f',
      'call 4:1-4:8 g deep',
      'yield 5:5-5:12 deep',
      'iterate 2:9-2:17 1',
      'call 7:1-7:8 h deep',
      'return 8:5-8:13 deep',
      'line 6:5-6:12 deep',
      'yield 6:5-6:12 deep',
    )
    const { frameOf } = pageFrames(all, sourceLines(text), [])
    expect(frameOf[6]).toBe(frameOf[1])
    expect(frameOf[7]).toBe(frameOf[1])
    expect(frameOf[4]).not.toBe(frameOf[1])
    expect(frameOf[3]).toBe(frameOf[0])
  })
})
