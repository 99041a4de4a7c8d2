import { describe, expect, it } from 'vitest'
import type { CheckResult } from '../../core/execution.ts'
import type { Feedback } from '../../core/feedback.ts'
import type { Position } from '../../core/span.ts'
import { loadPython } from '../../syntax/python.ts'
import { walk } from '../../syntax/syntax-node.ts'
import { suspicionOf } from './suspicion.ts'

const python = await loadPython()
const { root } = python.parse('def f(a):\n    if a:\n        b = a + 1\n        return b\n    return a - 1\n')
const node = (text: string) => [...walk(root)].find((each) => each.named && each.text === text)!

const at = (line: number, column: number): Position => ({ line, column })
const feedback = (from: string, line: number, weight: number): Feedback => ({
  from,
  verdict: 'fail',
  probability: 0,
  message: '',
  blame: [{ span: { from: at(line, 1), to: at(line + 1, 1) }, weight, reason: '', evidence: [] }],
})
const failing = (...starts: readonly Position[]): CheckResult => ({
  checkId: '1',
  verdict: 'fail',
  outcome: { kind: 'returned' },
  integrity: 'split',
  calls: [],
  stdout: { text: '' },
  usage: { wallMs: 1, cpuMs: 1, peakMb: 1 },
  trace: {
    level: 'full',
    steps: [],
    coverage: starts.map((from) => ({ at: { from, to: from }, kind: 'statement', count: 1 })),
  },
})

describe('suspicion', () => {
  it('is the same for all places where no critic names any', () => {
    const suspicion = suspicionOf([], [])
    expect(suspicion(node('a + 1'))).toBe(1)
    expect(suspicion(node('a - 1'))).toBe(1)
  })

  it('scales the blame of each critic, and leaves a little for what none names', () => {
    const suspicion = suspicionOf([feedback('one', 3, 0.2), feedback('other', 5, 40)], [])
    expect(suspicion(node('a + 1'))).toBe(1)
    expect(suspicion(node('a - 1'))).toBe(1)
    expect(suspicion(node('return b'))).toBeCloseTo(0.1)
  })

  it('takes a critic that is not sure for less', () => {
    const unsure = { ...feedback('one', 5, 1), verdict: 'unsure' } as const
    const suspicion = suspicionOf([unsure, feedback('other', 3, 1)], [])
    expect(suspicion(node('a + 1'))).toBe(1)
    expect(suspicion(node('a - 1'))).toBeCloseTo(0.1 + 0.9 * 0.3)
  })

  it('is less for a place that only holds a suspect one', () => {
    const suspicion = suspicionOf([feedback('one', 3, 1)], [])
    const loop = [...walk(root)].find(({ kind }) => kind === 'if_statement')!
    expect(suspicion(loop)).toBeCloseTo(0.8)
  })

  it('is none where no failing check came by', () => {
    const suspicion = suspicionOf([], [failing(at(2, 5), at(5, 5))])
    expect(suspicion(node('a + 1'))).toBe(0)
    expect(suspicion(node('a - 1'))).toBe(1)
  })

  it('is low where only some failing checks came by', () => {
    const suspicion = suspicionOf([], [failing(at(2, 5), at(5, 5)), failing(at(2, 5), at(3, 9))])
    expect(suspicion(node('a + 1'))).toBeCloseTo(0.3)
    expect(suspicion([...walk(root)].find(({ kind }) => kind === 'if_statement')!)).toBe(1)
  })

  it('prunes nothing after an overflow of the stack, nor without a trace', () => {
    const overflow = {
      ...failing(at(2, 5)),
      outcome: { kind: 'raised', error: 'RecursionError', message: '' },
    } as const
    expect(suspicionOf([], [overflow])(node('a + 1'))).toBe(1)
    const { trace: _, ...untraced } = failing(at(2, 5))
    expect(suspicionOf([], [untraced])(node('a + 1'))).toBe(1)
  })
})
