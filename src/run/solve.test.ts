import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../core/event.ts'
import type { Critic } from '../core/roles.ts'
import type { Runtime } from '../core/runtime.ts'
import type { Trace } from '../core/trace.ts'
import { replayed } from '../generator/replayed.ts'
import { repair } from '../strategy/repair.ts'
import { single } from '../strategy/single.ts'
import { fakeRuntime, fakeTask, memoryStore } from '../testing.ts'
import { solve } from './solve.ts'

const task = fakeTask('t', ['alpha', 'beta'], { seed: 'alpha' })
const trace: Trace = { level: 'line', steps: [], coverage: [] }

/** Traces when it is asked to, and prints a lot. */
function talkative(): Runtime {
  const fake = fakeRuntime()
  return {
    ...fake,
    async execute(program, request, signal) {
      const execution = await fake.execute(program, request, signal)
      const traced = request.trace === 'line' ? { trace } : {}
      const checks = execution.checks.map((check) => ({
        ...check,
        ...traced,
        stdout: { text: 'ü'.repeat(5000), dropped: 7 },
      }))
      return { ...execution, ...traced, checks, stderr: { text: 'short' } }
    },
  }
}
const watching: Critic = {
  name: 'watching',
  async critique({ checks }, attempt, { execute }) {
    const seen = await execute(attempt.program, { checks, trace: 'line' })
    const count = seen.checks.filter((check) => check.trace !== undefined).length
    return { from: 'watching', verdict: 'fail', probability: 0, message: `${count} traces`, blame: [] }
  },
}
const parts = () => ({ runtime: talkative(), generator: replayed(), critics: [watching], strategy: single() })

describe('solve', () => {
  it('keeps no trace in the log, and the ends of long outputs neither', async () => {
    const events: RunEvent[] = []
    const { attempt } = await solve(task, parts(), { onEvent: (event) => events.push(event) })
    const executed = events.filter((event) => event.type === 'attempt.executed')
    expect(JSON.stringify(executed)).not.toContain('"trace"')
    expect(executed.map(({ traces }) => traces)).toEqual([undefined, undefined])
    expect(executed[0]?.checks[0]?.stdout).toEqual({ text: 'ü'.repeat(4096), dropped: 7 + 2 * (5000 - 4096) })
    expect(executed[0]?.stderr).toEqual({ text: 'short' })
    // The parts get all of it.
    expect(attempt?.feedback[0]?.message).toBe('2 traces')
    expect(attempt?.executions[0]?.checks[0]?.stdout.text).toHaveLength(5000)
  })

  it('keeps the traces beside the log when that is asked for', async () => {
    const store = memoryStore()
    const { run } = await solve(task, parts(), { keepTraces: true, store, id: 'r' })
    const [replay] = run.tasks[0]?.attempts[0]?.replays ?? []
    expect(Object.keys(replay?.traces ?? {})).toEqual(['entry', 'alpha', 'beta'])
    expect(new Set(Object.values(replay?.traces ?? {})).size).toBe(1)
  })

  it('asks no critic about a program that passes', async () => {
    const { attempt } = await solve({ ...task, seed: 'alpha beta' }, parts())
    expect(attempt?.feedback).toEqual([])
  })

  it('gives what failed in the task as data', async () => {
    const runtime: Runtime = {
      ...fakeRuntime(),
      execute: async () => {
        throw new Error('broken pipe')
      },
    }
    const { attempt, run } = await solve(task, { ...parts(), runtime })
    expect(attempt).toBeUndefined()
    expect(run.tasks[0]?.failure).toEqual({ boundary: 'sandbox', message: 'the runtime failed: broken pipe' })
  })

  it('rejects where the parts do not fit, or the runtime does not start', async () => {
    await expect(solve(task, { ...parts(), strategy: repair({ rounds: 1 }) })).rejects.toMatchObject({
      boundary: 'usage',
    })
    const dead: Runtime = {
      ...fakeRuntime(),
      facts: async () => {
        throw new Error('no python')
      },
    }
    await expect(solve(task, { ...parts(), runtime: dead })).rejects.toMatchObject({
      boundary: 'sandbox',
      message: 'cannot start the runtime fake: no python',
    })
  })
})
