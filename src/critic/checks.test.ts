import { describe, expect, it } from 'vitest'
import type { CheckResult, Execution } from '../core/execution.ts'
import { program } from '../core/program.ts'
import type { Means } from '../core/roles.ts'
import type { Span } from '../core/span.ts'
import type { Task } from '../core/task.ts'
import type { Step } from '../core/trace.ts'
import { checksCritic, checksFeedback } from './checks.ts'

const at = (line: number, column: number, to: number): Span => ({ from: { line, column }, to: { line, column: to } })
const usage = { wallMs: 1, cpuMs: 1, peakMb: 1 }
const result = (checkId: string, rest: Partial<CheckResult>): CheckResult => ({
  checkId,
  verdict: 'fail',
  outcome: { kind: 'returned' },
  integrity: 'split',
  calls: [],
  stdout: { text: '' },
  usage,
  ...rest,
})
const traceOf = (...steps: readonly Step[]) => ({ level: 'line' as const, steps, coverage: [] })
const execution = (...checks: readonly CheckResult[]): Execution => ({
  programId: 'p',
  runtime: 'fake',
  outcome: { kind: 'returned' },
  checks,
  stdout: { text: '' },
  stderr: { text: '' },
  usage,
})
const passing = (id: string) => result(id, { verdict: 'pass' })

describe('the feedback of the checks', () => {
  it('passes a program whose checks all pass, the surer the more there are', () => {
    const one = checksFeedback([passing('a')])
    const three = checksFeedback(['a', 'b', 'c'].map(passing))
    expect([one.verdict, one.probability]).toEqual(['pass', 2 / 3])
    expect([three.verdict, three.probability, three.message]).toEqual(['pass', 0.8, '3 of 3 checks pass.'])
  })

  it('says what a check that failed got, and at which step it was returned', () => {
    const trace = traceOf(
      { id: 0, kind: 'call', at: at(1, 5, 8), depth: 0, name: 'gcd', changed: {} },
      { id: 5, kind: 'return', at: at(3, 9, 17), depth: 1, value: { type: 'int', text: '1' } },
      { id: 6, kind: 'return', at: at(5, 9, 33), depth: 0, value: { type: 'int', text: '21' } },
    )
    const wrong = result('call 3', { message: 'gcd(35, 21) returned 21, expected 7', trace })
    const feedback = checksFeedback([passing('call 1'), wrong])
    expect(feedback.message).toBe(
      '1 of 2 checks pass, 1 fails.\ncall 3: gcd(35, 21) returned 21, expected 7 (line 5, step 6)',
    )
    expect(feedback).toMatchObject({ verdict: 'fail', probability: 0 })
    expect(feedback.blame).toEqual([
      {
        span: at(5, 9, 33),
        weight: 1,
        reason: 'call 3: gcd(35, 21) returned 21, expected 7 (line 5, step 6)',
        evidence: [{ checkId: 'call 3', stepId: 6, text: 'returned 21' }],
      },
    ])
  })

  it('blames the places where exceptions came up, most frequent first', () => {
    const error = { kind: 'raised', error: 'IndexError', message: 'list index out of range' } as const
    const raised = (id: string, span: Span) =>
      result(id, {
        outcome: { ...error, at: span },
        trace: traceOf(
          { id: 7, kind: 'raise', at: span, depth: 1, error: 'IndexError: list index out of range', caught: false },
          {
            id: 8,
            kind: 'raise',
            at: at(9, 1, 5),
            depth: 0,
            error: 'IndexError: list index out of range',
            caught: false,
          },
        ),
      })
    const feedback = checksFeedback([raised('a', at(2, 1, 5)), raised('b', at(4, 1, 5)), raised('c', at(4, 1, 5))])
    expect(feedback.blame.map(({ span, weight }) => [span.from.line, weight])).toEqual([
      [4, 2 / 3],
      [2, 1 / 3],
    ])
    expect(feedback.blame[0]!.evidence.map(({ checkId, stepId }) => [checkId, stepId])).toEqual([
      ['b', 7],
      ['c', 7],
    ])
    expect(feedback.message).toContain('a: raised IndexError: list index out of range (line 2, step 7)')
  })

  it('is unsure where no check could be decided, and where none passed or failed', () => {
    expect(checksFeedback([passing('a'), result('b', { verdict: 'undecided' })])).toMatchObject({
      verdict: 'unsure',
      message: '1 of 2 checks pass, 1 undecided.',
    })
    expect(checksFeedback([result('a', { verdict: 'skip' })]).verdict).toBe('unsure')
  })

  it('names the limit that a run went over', () => {
    const stopped = result('a', { outcome: { kind: 'exceeded', limit: 'cpuMs' } })
    expect(checksFeedback([stopped]).message).toContain('a: ran over its limit of cpu time')
  })
})

describe('the checks critic', () => {
  const source = 'def f(): return 1\n'
  const task: Task = {
    id: 't',
    prompt: '',
    language: 'python',
    module: 'program',
    checks: [{ kind: 'call', id: 'a', function: 'f', args: [], expected: 2 }],
  }
  const judge = async (known: readonly Execution[], watched: Execution) => {
    const levels: (string | undefined)[] = []
    const means: Means = {
      ask: () => Promise.reject(new Error('no model here')),
      execute: async (_program, request) => {
        levels.push(request.trace)
        return watched
      },
      random: () => 0,
      signal: new AbortController().signal,
    }
    const attempt = { id: '1', parentIds: [], program: program(source), executions: known, feedback: [] }
    return { feedback: await checksCritic().critique(task, attempt, means), levels }
  }
  const trace = traceOf({ id: 3, kind: 'return', at: at(1, 10, 18), depth: 0, value: { type: 'int', text: '1' } })

  it('does not run again what passed', async () => {
    const { feedback, levels } = await judge([execution(passing('a'))], execution())
    expect([feedback.verdict, levels]).toEqual(['pass', []])
  })

  it('replays a failure watched, and keeps the verdict of the run that was not', async () => {
    const slow = result('a', { outcome: { kind: 'exceeded', limit: 'cpuMs' }, trace })
    const { feedback, levels } = await judge(
      [execution(result('a', { message: 'f() returned 1, expected 2' }))],
      execution(slow),
    )
    expect(levels).toEqual(['line'])
    expect(feedback.message).toBe('0 of 1 checks pass, 1 fails.\na: f() returned 1, expected 2 (line 1, step 3)')
  })
})
