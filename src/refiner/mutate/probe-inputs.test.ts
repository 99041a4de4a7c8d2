import { describe, expect, it } from 'vitest'
import type { CheckResult } from '../../core/execution.ts'
import { loadPython } from '../../syntax/python.ts'
import { probeInputs } from './probe-inputs.ts'

const python = await loadPython()
const check = (...expressions: readonly string[]): CheckResult => ({
  checkId: '1',
  verdict: 'pass',
  outcome: { kind: 'returned' },
  integrity: 'split',
  calls: expressions.map((expression) => ({ expression })),
  stdout: { text: '' },
  usage: { wallMs: 1, cpuMs: 1, peakMb: 1 },
})
const inputs = (...expressions: readonly string[]) => probeInputs(python, [check(...expressions)], () => 0.5)

describe('generated inputs', () => {
  it('keep the observed calls and vary their literals: bounds, empty and longer ones', () => {
    const made = inputs('f([3, 1], 2)')
    for (const call of [
      'f([3, 1], 2)',
      'f([], 2)',
      'f([3, 3, 1], 2)',
      'f([1, 3], 2)',
      'f([3, 1], 3)',
      'f([3, 1], 0)',
    ]) {
      expect(made).toContain(call)
    }
    expect(inputs("f('ab')")).toEqual(expect.arrayContaining(["f('')", "f('ba')", "f('a')", "f('abab')"]))
    expect(inputs('f((1,), {2}, True, 1.5)')).toEqual(
      expect.arrayContaining(['f((), {2}, True, 1.5)', 'f((1,), set(), True, 1.5)', 'f((1,), {2}, False, 1.5)']),
    )
  })

  it('mix the arguments of two calls', () => {
    expect(inputs('f(1, [])', 'f(7, [8])')).toContain('f(7, [])')
  })

  it('leave calls alone whose arguments are no literals', () => {
    expect(inputs('f(<Node object>)', 'f(x)', 'f(', 'f(lambda v: v)')).toEqual([])
  })

  it('are bounded in number', () => {
    expect(inputs(`f([${Array.from({ length: 60 }, (_, i) => i).join(', ')}])`).length).toBeLessThanOrEqual(48)
  })
})
