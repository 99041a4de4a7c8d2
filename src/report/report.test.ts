import { describe, expect, it } from 'vitest'
import { program } from '../core/program.ts'
import type { AttemptRun, TaskRun } from '../record/run.ts'
import { nothingSpent } from '../record/run.ts'
import { fakeRuntime, fakeTask } from '../testing.ts'
import { summarize } from './summarize.ts'
import { reportTask } from './task-report.ts'

const attempt = (feedback: AttemptRun['feedback'] = []): AttemptRun => ({
  id: 'a1',
  parentIds: [],
  by: 'replayed',
  program: program('def f(): return 1\n'),
  executions: [],
  feedback,
  replays: [],
})

const task = (rest: Partial<TaskRun> = {}): TaskRun => ({
  id: 't',
  prompt: '',
  language: 'python',
  checks: 0,
  startedAtMs: 0,
  attempts: [attempt()],
  replies: [],
  spent: { ...nothingSpent, cachedExecutions: 3 },
  grade: { verdict: 'pass', message: 'passed', passed: 5, of: 5, faultLines: [1] },
  ...rest,
})

const feedback = { from: 'spectrum', verdict: 'fail', probability: 0, message: '', blame: [] } as const

describe('the report of a task', () => {
  it('is of an unchecked program where no check was shown, and carries the grade and what came from the cache', () => {
    expect(reportTask(task())).toMatchObject({
      verdict: 'unchecked',
      grade: { verdict: 'pass', message: 'passed' },
      executions: 0,
      cachedExecutions: 3,
    })
  })
})

describe('the summary of a run', () => {
  const summaryOf = (only: TaskRun) => summarize({ id: 'r', config: null, tasks: [only] })

  it('counts blame only where a critic judged', () => {
    expect(summaryOf(task())).toMatchObject({ solved: 1, of: 1 })
    expect(summaryOf(task())).not.toHaveProperty('blameTop1')
    expect(summaryOf(task({ attempts: [attempt([feedback])] }))).toMatchObject({ blameTop1: 0, blameTop5: 0 })
  })
  it('tells mends that only seem right from programs whose fault no visible check shows', async () => {
    const { checks } = fakeTask('t', ['return'])
    const execution = await fakeRuntime().execute(attempt().program, { checks })
    const seed = { ...attempt(), executions: [execution] }
    const mend = { ...seed, id: 'a2', parentIds: ['a1'] }
    const wrong = { grade: { verdict: 'fail', message: '', passed: 0, of: 1 } } as const
    const submitted = (attemptId: string) => ({ submitted: { attemptId, reason: 'finished' as const } })
    expect(summaryOf(task({ ...wrong, attempts: [seed], ...submitted('a1') }))).toMatchObject({ seems: 1, unshown: 1 })
    expect(summaryOf(task({ ...wrong, attempts: [seed, mend], ...submitted('a2') }))).toMatchObject({
      seems: 1,
      unshown: 0,
    })
  })
})
