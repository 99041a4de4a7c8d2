import { describe, expect, it } from 'vitest'
import type { CheckResult, Outcome } from '../../core/execution.ts'
import type { Step, ValueView } from '../../core/trace.ts'
import { loadPython } from '../../syntax/python.ts'
import { walk } from '../../syntax/syntax-node.ts'
import { families } from './families.ts'
import { neutrality } from './neutral.ts'
import { subjectOf } from './subject.ts'

const python = await loadPython()
const source = `def f(n, k):
    while n > k:
        n = n - 2
    return g(n) and n
`
const tree = python.parse(source)
const at = (text: string, kind?: string) =>
  [...walk(tree.root)].find((node) => node.text === text && (kind === undefined || node.kind === kind))!.span
const int = (value: number): ValueView => ({ type: 'int', text: String(value) })

/** What `f(5, 2)` does: 5 and 3 are above 2, 1 is not. */
const steps = (): Step[] => {
  const loop = at('n > k')
  const body = at('n = n - 2')
  const round = (n: number) => [
    { kind: 'branch' as const, at: loop, taken: true },
    { kind: 'line' as const, at: body, changed: { n: int(n - 2) } }, // told at its start, true at its end
    { kind: 'value' as const, at: at('n - 2'), value: int(n - 2) },
  ]
  const all = [
    {
      kind: 'call' as const,
      at: at(source.trimEnd(), 'function_definition'),
      name: 'f',
      changed: { n: int(5), k: int(2) },
    },
    ...round(5),
    ...round(3),
    { kind: 'branch' as const, at: loop, taken: false },
    { kind: 'line' as const, at: at('return g(n) and n'), changed: {} },
    { kind: 'value' as const, at: at('g(n)'), value: int(0) },
    { kind: 'branch' as const, at: at('g(n) and n'), taken: false },
    { kind: 'value' as const, at: at('g(n) and n'), value: int(0) },
  ]
  return all.map((step, id) => ({ id, depth: 0, ...step }))
}

const failing = (trace: Partial<CheckResult['trace']> = {}, outcome: Outcome = { kind: 'returned' }): CheckResult => ({
  checkId: '1',
  verdict: 'fail',
  outcome,
  integrity: 'split',
  calls: [],
  stdout: { text: '' },
  usage: { wallMs: 1, cpuMs: 1, peakMb: 1 },
  trace: { level: 'full', steps: steps(), coverage: [], ...trace },
})

/** The notes of all edits that the check cannot notice. */
const neutral = (...checks: readonly CheckResult[]): readonly string[] => {
  const subject = subjectOf(tree, [])
  const isNeutral = neutrality(python, subject, checks)
  return [...walk(tree.root)].flatMap((node) =>
    Object.values(families).flatMap((family) => [...family(node, subject)].filter(isNeutral).map(({ note }) => note)),
  )
}

describe('edits that a failing check cannot notice', () => {
  it('are those after which every condition would have come out as it did', () => {
    const notes = neutral(failing())
    expect(notes).toContain('line 2: `>` became `>=`')
    expect(notes).toContain('line 2: `k` became `k - 1`')
    expect(notes).not.toContain('line 2: `>` became `<`')
    expect(notes).not.toContain('line 2: `k` became `k + 1`')
  })

  it('are judged by the values before a statement, not by those that it leaves', () => {
    expect(neutral(failing())).not.toContain('line 3: `n - 2` became `n`')
  })

  it('never lose or gain a call', () => {
    const notes = neutral(failing())
    expect(notes).not.toContain('line 4: `g(n) and n` became `n`')
  })

  it('cannot be told where the trace lacks a part of the run, unless the run had no end', () => {
    const truncated = { truncated: { dropped: 5, after: 3 } }
    expect(neutral(failing(truncated))).toEqual([])
    expect(neutral(failing(truncated, { kind: 'exceeded', limit: 'cpuMs' }))).toContain('line 2: `>` became `>=`')
    expect(neutral(failing({ level: 'line' }))).toEqual([])
    expect(neutral()).toEqual([])
  })
})
