import { describe, expect, it } from 'vitest'
import type { Grade } from '../core/benchmark.ts'
import type { Feedback } from '../core/feedback.ts'
import { program } from '../core/program.ts'
import type { AttemptRun, Run, TaskRun } from '../record/run.ts'
import { nothingSpent } from '../record/run.ts'
import { bootstrapInterval } from './bootstrap-interval.ts'
import { mcnemar } from './mcnemar.ts'
import { visualSummary } from './visual-summary.ts'
import { wilsonInterval } from './wilson-interval.ts'

const at = (line: number): Feedback['blame'][number] => ({
  span: { from: { line, column: 1 }, to: { line, column: 5 } },
  weight: 1,
  reason: '',
  evidence: [],
})
const says = (verdict: Feedback['verdict'], ...lines: number[]): Feedback => ({
  from: 'intent',
  verdict,
  probability: verdict === 'pass' ? 0.9 : 0.2,
  message: '',
  blame: lines.map(at),
})

interface Row {
  readonly before: boolean
  readonly after: boolean
  readonly feedback?: readonly Feedback[]
  readonly grade?: Partial<Grade>
  readonly question?: string
}
const verdict = (right: boolean) => (right ? 'pass' : 'fail')

const taskOf = ({ before, after, feedback = [], grade, question = '' }: Row, index: number): TaskRun => {
  const attempt: AttemptRun = {
    id: 'a1',
    parentIds: [],
    by: 'replayed',
    program: program('x'),
    executions: [],
    feedback,
    replays: [],
  }
  return {
    id: String(index),
    prompt: question,
    language: 'python',
    checks: 0,
    startedAtMs: 0,
    attempts: [attempt],
    replies: [],
    spent: { ...nothingSpent, executions: 2, modelCalls: 1, inputTokens: 10, outputTokens: 5 },
    submitted: { attemptId: before === after ? 'a1' : 'a2', reason: 'finished' },
    grade: { verdict: verdict(after), before: verdict(before), message: '', passed: 0, of: 1, actual: 'yes', ...grade },
  }
}
const runOf = (...rows: Row[]): Run => ({ id: 'r', config: null, tasks: rows.map(taskOf) })
const summaryOf = (...rows: Row[]) => visualSummary(runOf(...rows), { seed: 7 })

describe('the summary of a run of visual programs', () => {
  /** 6 of 10 right; 3 of the 4 wrong ones flagged and 1 right one; 2 mended, none broken. */
  const published: Row[] = [
    { before: false, after: true, feedback: [says('fail', 3, 5)], grade: { faultLines: [3] } },
    { before: false, after: true, feedback: [says('fail', 4, 5, 6)], grade: { faultLines: [6] } },
    { before: false, after: false, feedback: [says('fail', 2)], grade: { faultLines: [9], cause: 'program error' } },
    { before: false, after: false, feedback: [says('pass', 2)], grade: { faultLines: [2], cause: 'vision error' } },
    { before: true, after: true, feedback: [says('fail', 1)] },
    ...Array.from({ length: 5 }, (): Row => ({ before: true, after: true, feedback: [says('pass')] })),
  ]

  it('gives the figures of the published example', () => {
    expect(summaryOf(...published)).toMatchObject({
      n: 10,
      seed: 7,
      ungraded: 0,
      accuracyBefore: 0.6,
      accuracyAfter: 0.8,
      criticAccuracy: 0.8,
      confusion: [
        [3, 1],
        [1, 5],
      ],
      blameTop1: 0.25,
      blameTop3: 0.5,
      refinerSuccess: 0.5,
      rightToWrong: 0,
      breakdown: { correct: 8, 'program error': 1, 'vision error': 1, ambiguous: 0 },
      mcnemar: { better: 2, worse: 0, p: 0.5 },
      cost: { modelCalls: 10, tokens: 150, costUsd: 0, executions: 20, cachedExecutions: 0 },
    })
    expect(summaryOf(...published).criticBalancedAccuracy).toBeCloseTo((3 / 4 + 5 / 6) / 2)
    expect(summaryOf(...published).accuracyGain).toBeCloseTo(0.2)
  })
  it('gives an interval with every figure', () => {
    const { intervals, ...rest } = summaryOf(...published)
    for (const [name, [lo, hi]] of Object.entries(intervals)) {
      const value = rest[name as keyof typeof intervals]!
      expect([name, lo <= value && value <= hi]).toEqual([name, true])
    }
    expect(Object.keys(intervals)).toEqual(
      Object.entries(rest).flatMap(([name, value]) =>
        typeof value === 'number' && !['n', 'seed', 'ungraded'].includes(name) ? [name] : [],
      ),
    )
  })
  it('has no figure of what there was none of', () => {
    const summary = summaryOf({ before: true, after: true }, { before: true, after: false })
    for (const name of [
      'criticAccuracy',
      'criticBalancedAccuracy',
      'blameTop1',
      'refinerSuccess',
      'fallback',
      'confusion',
    ])
      expect(summary).not.toHaveProperty(name)
    expect(summary).toMatchObject({ rightToWrong: 0.5, breakdown: { correct: 1, ambiguous: 1 } })
  })
  it('takes unsure for right unless it holds the program for wrong, and one critic that fails it for all', () => {
    const unsure = (probability: number): Feedback => ({ ...says('unsure'), probability })
    const { confusion } = summaryOf(
      { before: true, after: true, feedback: [unsure(0.5)] },
      { before: true, after: true, feedback: [unsure(0.49)] },
      { before: false, after: false, feedback: [says('pass'), says('fail')] },
    )
    expect(confusion).toEqual([
      [1, 0],
      [1, 1],
    ])
  })
  it('keeps published scores and the plain model in columns of their own', () => {
    const lenient = (before: boolean, after: boolean) => ({ before: verdict(before), after: verdict(after) }) as const
    const fallback = { verdict: 'fail', lenient: 'pass' } as const
    const { tasks } = runOf(
      { before: false, after: false, grade: { lenient: lenient(true, true), fallback } },
      { before: false, after: true, grade: { lenient: lenient(false, true), fallback } },
      { before: false, after: false, grade: { lenient: lenient(false, false), fallback } },
    )
    const { actual: _, ...unanswered } = tasks[2]!.grade!
    const run = { id: 'r', config: null, tasks: tasks.with(2, { ...tasks[2]!, grade: unanswered }) }
    const summary = visualSummary(run, { seed: 0 })
    expect(summary).toMatchObject({ accuracyBefore: 0, fallback: 0, withFallback: 1 })
    expect(summary.accuracyAfter).toBeCloseTo(1 / 3)
    expect(summary.lenientBefore).toBeCloseTo(1 / 3)
    expect(summary.lenientAfter).toBeCloseTo(2 / 3)
  })
  it('leaves out what has no grade, and counts it', () => {
    const [one, two, three] = runOf(
      { before: true, after: true },
      { before: true, after: true },
      { before: true, after: true },
    ).tasks
    const { before: _, ...unknown } = one!.grade!
    const undecided: TaskRun = { ...two!, grade: { ...two!.grade!, verdict: 'undecided' } }
    const mended: TaskRun = { ...three!, grade: unknown, submitted: { attemptId: 'a2', reason: 'finished' } }
    const failed: TaskRun = { ...one!, failure: { boundary: 'toolset', message: 'no image' } }
    const run = { id: 'r', config: null, tasks: [one!, { ...one!, grade: unknown }, undecided, mended, failed] }
    expect(visualSummary(run, { seed: 0 })).toMatchObject({ n: 2, ungraded: 3, accuracyBefore: 1 })
    expect(visualSummary({ ...run, tasks: [] }, { seed: 0 })).toMatchObject({ n: 0, intervals: {} })
  })
})

describe('intervals and tests', () => {
  it('give the share of Wilson, also at the ends', () => {
    const [lo, hi] = wilsonInterval(8, 10)
    expect(lo).toBeCloseTo(0.4902, 4)
    expect(hi).toBeCloseTo(0.9433, 4)
    expect(wilsonInterval(0, 10)[0]).toBe(0)
    expect(wilsonInterval(0, 10)[1]).toBeCloseTo(0.2775, 4)
    expect(wilsonInterval(10, 10)[1]).toBe(1)
    expect(wilsonInterval(0, 0)).toEqual([0, 1])
  })
  it('draw whole groups, the same for the same seed', () => {
    const mean = (items: readonly number[]) => items.reduce((sum, item) => sum + item, 0) / items.length
    const groups = Array.from({ length: 40 }, (_, index) => [index % 2, index % 2, index % 2, index % 2])
    const [lo, hi] = bootstrapInterval(groups, mean, 1)!
    expect([lo, hi]).toEqual(bootstrapInterval(groups, mean, 1))
    // 40 groups of a half: 0.5 ± 1.96 × √(0.25 / 40).
    expect(lo).toBeGreaterThan(0.3)
    expect(lo).toBeLessThan(0.4)
    expect(hi).toBeGreaterThan(0.6)
    expect(hi).toBeLessThan(0.7)
    expect(bootstrapInterval(groups, () => undefined, 1)).toBeUndefined()
  })
  it('test pairs exactly', () => {
    expect(mcnemar(0, 0)).toBe(1)
    expect(mcnemar(5, 5)).toBe(1)
    expect(mcnemar(1, 9)).toBeCloseTo((2 * (1 + 10)) / 1024)
    expect(mcnemar(9, 1)).toBeCloseTo((2 * (1 + 10)) / 1024)
    expect(mcnemar(3000, 2000)).toBeGreaterThan(0)
    expect(mcnemar(3000, 2000)).toBeLessThan(1e-40)
  })
})
