import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { passRate, passes } from '../core/attempt.ts'
import type { RunEvent } from '../core/event.ts'
import { emptyRun, fold, foldAll } from './fold.ts'

const events = readFileSync('test/golden/log/v1.jsonl', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as RunEvent)
const empty = emptyRun({ id: 'r', config: null })

describe('fold', () => {
  const run = foldAll(empty, events)
  const [half, spin, lost] = run.tasks

  it('gives each attempt its lineage, its executions, its replays and its feedback', () => {
    expect(half?.attempts.map(({ id, parentIds, by, note }) => ({ id, parentIds, by, note }))).toEqual([
      { id: 'a1', parentIds: [], by: 'prompted', note: undefined },
      { id: 'a2', parentIds: ['a1'], by: 'mutate', note: '3 becomes 2' },
    ])
    const [first, second] = half?.attempts ?? []
    expect(first && [passes(first), passRate(first)]).toEqual([false, 0.5])
    expect(second && [passes(second), second.rivals?.length]).toEqual([true, 1])
    expect(first?.executions[0]?.programId).toBe(first?.program.id)
    expect(first?.replays).toMatchObject([{ by: 'spectrum', traces: { 'call 1': '0123456789abcdef0123456789abcdef' } }])
    expect(first?.feedback[0]?.blame[0]?.evidence[0]?.text).toBe('n // 3 → 1')
  })

  it('adds up what was paid, and counts what came from a cache apart', () => {
    expect(half?.spent).toEqual({
      modelCalls: 1,
      inputTokens: 12,
      outputTokens: 9,
      costUsd: 0.0004,
      executions: 4,
      cachedExecutions: 1,
      cpuMs: 9,
    })
  })

  it('begins a task anew that was interrupted, and keeps what was paid for it', () => {
    expect(spin?.attempts).toHaveLength(1)
    expect(spin?.attempts[0]?.executions).toHaveLength(1)
    expect(spin?.spent).toMatchObject({ executions: 1, cachedExecutions: 1 })
    expect(spin?.submitted).toEqual({ attemptId: 'a1', reason: 'budget', budget: 'executions' })
  })

  it('tells a failure from a grade', () => {
    expect(half?.grade).toMatchObject({ verdict: 'pass', faultLines: [2] })
    expect(spin?.grade?.verdict).toBe('undecided')
    expect([lost?.grade, lost?.failure]).toEqual([undefined, { boundary: 'sandbox', message: 'the fork server died' }])
  })

  it('forgets the failure of a grade that came out in the end', () => {
    const graded: RunEvent = {
      type: 'task.graded',
      atMs: 1,
      taskId: 'lost',
      grade: { verdict: 'fail', message: 'failed', passed: 0, of: 1 },
    }
    expect(fold(run, graded).tasks[2]).toMatchObject({ grade: { verdict: 'fail' } })
    expect(fold(run, graded).tasks[2]).not.toHaveProperty('failure')
  })

  it('is pure, and the same event by event as at once', () => {
    const frozen = (value: unknown): unknown => {
      if (value !== null && typeof value === 'object') Object.values(Object.freeze(value)).forEach(frozen)
      return value
    }
    frozen(events)
    const steps = events.reduce((before, event) => {
      frozen(before)
      return fold(before, event)
    }, empty)
    expect(steps).toEqual(run)
  })

  it('leaves out events of a task that was never started', () => {
    const [, ...headless] = events.filter(({ taskId }) => taskId === 'half')
    expect(foldAll(empty, headless).tasks).toEqual([])
  })
})
