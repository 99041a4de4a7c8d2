import { describe, expect, it } from 'vitest'
import type { Execution, Outcome } from '../../core/execution.ts'
import type { TaskReport } from '../../report/task-report.ts'
import { plainColors } from './colors.ts'
import { unifiedDiff } from './diff-text.ts'
import { outcomeText } from './outcome-text.ts'
import { durationText, progressText } from './progress-line.ts'
import { taskText } from './task-text.ts'

const execution = (outcome: Outcome): Execution => ({
  programId: 'p',
  runtime: 'native',
  outcome,
  checks: [],
  stdout: { text: '' },
  stderr: { text: '' },
  usage: { wallMs: 1, cpuMs: 1, peakMb: 1 },
})

describe('the outcome in words', () => {
  const context = { path: 'p.py', call: 'f(1)', colors: plainColors }

  it('shows the value of a call, and nothing for a script that ran to its end', () => {
    const returned = execution({ kind: 'returned', value: { type: 'int', text: '7' } })
    expect(outcomeText(returned, '', context)).toBe('→ 7\n')
    expect(outcomeText(returned, '', { ...context, call: undefined })).toBe('')
  })

  it('points at the place of an error with a caret', () => {
    const at = { from: { line: 2, column: 3 }, to: { line: 2, column: 6 } }
    expect(
      outcomeText(
        execution({ kind: 'rejected', error: 'SyntaxError', message: 'invalid syntax', at }),
        'x\ny f g h\n',
        context,
      ),
    ).toBe('p.py:2:3\n    2 │ y f g h\n      │   ^^^\nSyntaxError: invalid syntax\n')
  })

  it('puts the caret under what a tab has moved', () => {
    const at = { from: { line: 1, column: 3 }, to: { line: 1, column: 4 } }
    const outcome: Outcome = { kind: 'rejected', error: 'SyntaxError', message: 'invalid syntax', at }
    expect(outcomeText(execution(outcome), '\tf g\n', context)).toContain('    1 │ \tf g\n      │ \t ^\n')
  })

  it('says which limit stopped the program', () => {
    expect(outcomeText(execution({ kind: 'exceeded', limit: 'cpuMs' }), '', context)).toContain('cpu time')
  })
})

describe('a diff', () => {
  it('is unified, and empty for equal sources', () => {
    expect(unifiedDiff('a\n', 'a\n', 'p.py')).toBe('')
    expect(unifiedDiff('a\nb\n', 'a\nc\n', 'p.py')).toBe('--- a/p.py\n+++ b/p.py\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n')
  })
})

describe('progress', () => {
  it('tells rate and time left', () => {
    expect(progressText({ done: 10, of: 40, elapsedMs: 5000 })).toBe('10/40  2.0/s  15 s left')
    expect(durationText(125)).toBe('2 min 05 s')
    expect(durationText(4200)).toBe('1 h 10 min')
  })
})

describe('the report of a task', () => {
  const report: TaskReport = {
    task: 'p',
    verdict: 'mended',
    runtime: 'native',
    integrity: 'split',
    checks: [
      { id: 'test_a', before: 'fail', after: 'pass', message: 'f(1) returned 2, expected 1' },
      { id: 'test_b', before: 'pass', after: 'pass' },
    ],
    blame: [
      {
        line: 1,
        column: 12,
        source: 'x + 1',
        weight: 0.9,
        reason: 'flows into the wrong answer',
        evidence: ['test_a: x + 1 → 2'],
      },
    ],
    critic: 'spectrum',
    note: 'line 1: `+` became `-`',
    before: 'f = lambda x: x + 1\n',
    after: 'f = lambda x: x - 1\n',
    rivals: [],
    attempts: 2,
    executions: 12,
    seconds: 0.5,
  }

  it('shows the place of a syntax error in the program as it was, rather than blame', () => {
    const at = { from: { line: 1, column: 15 }, to: { line: 1, column: 16 } }
    const rejected = { kind: 'rejected', error: 'SyntaxError', message: 'invalid syntax', at } as const
    const text = taskText({ ...report, before: 'f = lambda x: +\n', rejected }, 'p.py', plainColors)
    expect(text).toContain(
      'It cannot run\np.py:1:15\n    1 │ f = lambda x: +\n      │               ^\nSyntaxError: invalid syntax\n',
    )
    expect(text).not.toContain('Blame')
  })

  it('shows checks before and after, the blame with its values, and the diff', () => {
    const text = taskText(report, 'p.py', plainColors)
    expect(text).toContain('✗ → ✓  test_a  f(1) returned 2, expected 1')
    expect(text).toContain('line 1   x + 1  0.90')
    expect(text).toContain('test_a: x + 1 → 2')
    expect(text).toContain('-f = lambda x: x + 1\n+f = lambda x: x - 1')
  })

  it('says when another mend remains, and when a verdict could be forged', () => {
    const text = taskText({ ...report, rivals: ['f = lambda x: 1\n'], integrity: 'in-process' }, 'p.py', plainColors)
    expect(text).toContain('another mend passes every check too')
    expect(text).toContain('+f = lambda x: 1')
    expect(text).toContain('could be forged')
  })
})
