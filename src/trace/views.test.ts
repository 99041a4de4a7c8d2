import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Step, Trace } from '../core/trace.ts'
import { renderBlocks } from './blocks.ts'
import { renderCompact } from './compact.ts'
import { renderInline } from './inline.ts'
import { renderPysnooper } from './pysnooper.ts'

const read = (name: string, file: string) =>
  readFileSync(new URL(`../../test/golden/trace/${name}/${file}`, import.meta.url), 'utf8')
const traceOf = (name: string) => JSON.parse(read(name, 'trace.json')) as Trace
const sourceOf = (name: string) => read(name, 'program.py')

describe('the pysnooper view', () => {
  it.each(['count', 'flow'])('of %s is what PySnooper 1.2.3 printed', (name) => {
    expect(renderPysnooper(traceOf(name), sourceOf(name))).toBe(read(name, 'pysnooper.txt'))
  })

  it('of one function is what it printed at that depth', () => {
    const whole = read('flow', 'pysnooper.txt').split('\n')
    const outermost = whole.filter((line) => !line.startsWith('    '))
    expect(renderPysnooper(traceOf('flow'), sourceOf('flow'), { depth: 1 })).toBe(outermost.join('\n'))
  })

  it('shows no body of a class, which is no function', () => {
    const source = 'class A:\n    x = 1\n    def f(self):\n        return 1\nA().f()\n'
    const place = (line: number, to: number) => ({ from: { line, column: 5 }, to: { line, column: to } })
    const steps: Step[] = [
      { id: 0, kind: 'line', at: { from: { line: 1, column: 1 }, to: { line: 1, column: 8 } }, depth: 0, changed: {} },
      { id: 1, kind: 'line', at: place(2, 10), depth: 1, changed: { x: { type: 'int', text: '1' } } },
      { id: 2, kind: 'line', at: place(3, 16), depth: 1, changed: {} },
      { id: 3, kind: 'line', at: { from: { line: 5, column: 1 }, to: { line: 5, column: 8 } }, depth: 0, changed: {} },
      { id: 4, kind: 'call', at: place(3, 16), depth: 1, name: 'f', changed: {} },
    ]
    expect(renderPysnooper({ level: 'line', coverage: [], steps }, source)).toBe('call         3     def f(self):\n')
  })

  it('cuts a long value in its middle, as PySnooper does', () => {
    const trace: Trace = {
      level: 'line',
      coverage: [],
      steps: [
        {
          id: 0,
          kind: 'call',
          at: { from: { line: 1, column: 1 }, to: { line: 1, column: 9 } },
          depth: 0,
          name: 'f',
          changed: { x: { type: 'str', text: `'${'a'.repeat(50)}${'b'.repeat(50)}'` } },
        },
      ],
    }
    const text = renderPysnooper(trace, 'def f(x):\n    pass\n', { maxVariableLength: 20, timestamp: '12:00:00' })
    expect(text).toBe("Starting var:.. x = 'aaaaaaa...bbbbbbbb'\n12:00:00 call         1 def f(x):\n")
  })
})

describe.each([
  ['compact', renderCompact],
  ['inline', renderInline],
  ['blocks', renderBlocks],
])('the %s view', (view, render) => {
  it.each(['count', 'flow', 'linked'])('of %s reads as before', (name) => {
    expect(render(traceOf(name), sourceOf(name))).toBe(read(name, `${view}.txt`))
  })
})

it('the compact view does not go ever further to the right', () => {
  const at = { from: { line: 1, column: 1 }, to: { line: 1, column: 9 } }
  const call = (depth: number): Step => ({ id: depth, kind: 'call', at, depth, name: 'f', changed: {} })
  const steps = Array.from({ length: 100 }, (_, depth) => call(depth))
  const lines = renderCompact({ level: 'line', coverage: [], steps }, 'def f():\n    f()\n').split('\n')
  expect(lines[30]).toBe(`${' '.repeat(60)}call f()`)
  expect(lines[99]).toBe(`${' '.repeat(60)}[99 deep] call f()`)
})

describe.each([
  ['compact', renderCompact],
  ['inline', renderInline],
  ['blocks', renderBlocks],
  ['pysnooper', renderPysnooper],
])('every view: %s', (_view, render) => {
  it('keeps to its lines, and says how many it leaves out', () => {
    const whole = render(traceOf('count'), sourceOf('count')).trimEnd().split('\n')
    const cut = render(traceOf('count'), sourceOf('count'), { maxLines: 10 }).trimEnd().split('\n')
    expect(cut).toHaveLength(11)
    expect(cut[6]).toBe(`… ${whole.length - 10} lines left out …`)
    expect([cut[0], cut.at(-1)]).toEqual([whole[0], whole.at(-1)])
  })

  it('keeps to its characters', () => {
    const cut = render(traceOf('count'), sourceOf('count'), { maxCharacters: 500 })
    expect(cut.length).toBeLessThan(540)
    expect(cut).toMatch(/… \d+ lines left out …/)
  })

  it('says where steps were not kept', () => {
    const trace = traceOf('count')
    const steps = [...trace.steps.slice(0, 20), ...trace.steps.slice(60)]
    expect(render({ ...trace, steps, truncated: { dropped: 40, after: 19 } }, sourceOf('count'))).toContain(
      '40 steps were not kept',
    )
  })

  it('of a trace without steps shows nothing that ran', () => {
    const text = render({ level: 'line', steps: [], coverage: [] }, 'x = 1\n')
    expect(['', 'x = 1\n']).toContain(text)
  })
})
