import { describe, expect, it } from 'vitest'
import type { CheckResult, Outcome } from '../core/execution.ts'
import type { Step } from '../core/trace.ts'
import { endingStep, outcomeWords } from './ending.ts'

const at = { from: { line: 1, column: 1 }, to: { line: 1, column: 5 } }
const value = { type: 'int', text: '1' }
const step = (id: number, kind: 'line' | 'return' | 'raise', depth: number, caught = false): Step => {
  if (kind === 'line') return { id, at, depth, kind, changed: {} }
  return kind === 'return' ? { id, at, depth, kind, value } : { id, at, depth, kind, error: 'E: e', caught }
}
const endOf = (outcome: Outcome, ...steps: readonly Step[]): number | undefined => {
  const check: CheckResult = {
    checkId: 'a',
    verdict: 'fail',
    outcome,
    integrity: 'split',
    calls: [],
    stdout: { text: '' },
    usage: { wallMs: 0, cpuMs: 0, peakMb: 0 },
    trace: { level: 'line', steps, coverage: [] },
  }
  return endingStep(check)?.id
}

describe('the step at which a check ended', () => {
  it('is the last return to the check, for a wrong answer', () => {
    const steps = [step(0, 'line', 0), step(1, 'return', 1), step(2, 'return', 0), step(3, 'line', 1)]
    expect(endOf({ kind: 'returned' }, ...steps)).toBe(2)
    expect(endOf({ kind: 'raised', error: 'AssertionError', message: '' }, ...steps)).toBe(2)
  })

  it('is where the exception came up, not where it passed or where another was caught', () => {
    const steps = [
      step(0, 'raise', 1, true),
      step(1, 'line', 0),
      step(2, 'raise', 2),
      step(3, 'raise', 1),
      step(4, 'raise', 0),
    ]
    expect(endOf({ kind: 'raised', error: 'E', message: 'e', at }, ...steps)).toBe(2)
  })

  it('is the last one before a limit ended the run', () => {
    const steps = [step(0, 'line', 0), step(1, 'line', 1), step(2, 'raise', 1), step(3, 'raise', 0)]
    expect(endOf({ kind: 'exceeded', limit: 'cpuMs' }, ...steps)).toBe(1)
  })

  it('is unknown without steps', () => {
    expect(endOf({ kind: 'returned' })).toBeUndefined()
  })
})

describe('an outcome in words', () => {
  it.each<[Outcome, string]>([
    [{ kind: 'returned' }, 'gave a wrong answer'],
    [{ kind: 'raised', error: 'KeyError', message: "'a'" }, "raised KeyError: 'a'"],
    [{ kind: 'rejected', error: 'SyntaxError', message: '' }, 'rejected SyntaxError'],
    [{ kind: 'exceeded', limit: 'memoryMb' }, 'ran over its limit of memory'],
    [{ kind: 'exited', code: 3 }, 'ended its own process with code 3'],
    [{ kind: 'crashed', signal: 'SIGSEGV' }, 'crashed with SIGSEGV'],
    [{ kind: 'blocked', what: 'socket' }, 'was stopped at something forbidden: socket'],
  ])('%j: %s', (outcome, words) => {
    expect(outcomeWords(outcome)).toBe(words)
  })
})
