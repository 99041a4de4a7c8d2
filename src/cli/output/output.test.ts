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

  it('puts the caret under tabs and under signs that are two columns wide', () => {
    const at = { from: { line: 1, column: 13 }, to: { line: 1, column: 16 } }
    expect(
      outcomeText(execution({ kind: 'raised', error: 'E', message: '', at }), '\tx = "日🐍" + 日zz', context).split(
        '\n',
      )[2],
    ).toBe('      │ \t             ^^^^')
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
    expect(progressText({ done: 10, of: 40, note: '8 solved' }, 5000)).toBe('10/40  2.0/s  15 s left  8 solved')
    expect(progressText({ done: 10, unit: 'programs tried' }, 5000)).toBe('10 programs tried  2.0/s')
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
    cachedExecutions: 0,
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
    expect(text).toContain('line 1   x + 1  weight 0.90')
    expect(text).toContain('test_a: x + 1 → 2')
    expect(text).toContain('Mended: line 1: `+` became `-` · 0.5 s · 12 executions\n')
    expect(text).toContain('-f = lambda x: x + 1\n+f = lambda x: x - 1')
  })

  it('still shows checks and blame where a part failed after that', () => {
    const text = taskText(
      { ...report, verdict: 'failed', message: 'mutate failed: no', executions: 1 },
      'p.py',
      plainColors,
    )
    expect(text).toContain('f(1) returned 2, expected 1')
    expect(text).toContain('line 1   x + 1')
    expect(text).toContain(
      'Failed: mutate failed: no\nThis is a fault of Faultline, not of the program. (0.5 s, 1 execution)',
    )
  })

  it('tells the grade of the hidden tests, and what came from the cache', () => {
    const grade = { verdict: 'fail', message: 'failed: f(9) returned 8, expected 1' } as const
    const text = taskText({ ...report, grade, cachedExecutions: 30 }, 'p.py', plainColors)
    expect(text).toContain('0.5 s · 12 executions · 30 more from the cache\n')
    expect(text).toMatch(/Grade by the hidden tests: failed: f\(9\) returned 8, expected 1\n$/)
  })

  it('of a program without checks to see says so, and no more', () => {
    const bare = { ...report, verdict: 'unchecked', checks: [], blame: [] } as const
    expect(taskText({ ...bare, grade: { verdict: 'pass', message: 'passed' } }, 'p.py', plainColors)).toBe(
      'p.py  0 checks · native · integrity split\n\nNo check was shown, so there was nothing to go by. (0.5 s, 12 executions)\n\nGrade by the hidden tests: passed\n',
    )
  })

  it('says when another mend remains, and when a verdict could be forged', () => {
    const text = taskText({ ...report, rivals: ['f = lambda x: 1\n'], integrity: 'in-process' }, 'p.py', plainColors)
    expect(text).toContain('another mend passes every check too')
    expect(text).toContain('+f = lambda x: 1')
    expect(text).toContain('could be forged')
  })
})
