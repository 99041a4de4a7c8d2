import { describe, expect, it } from 'vitest'
import { EngineError } from '../../src/core/engine-error.ts'
import type { RunEvent } from '../../src/core/event.ts'
import type { Model } from '../../src/core/model.ts'
import { program } from '../../src/core/program.ts'
import type { Critic, Generator, Refiner, Strategy } from '../../src/core/roles.ts'
import { promptedGenerator } from '../../src/generator/prompted.ts'
import { replayed } from '../../src/generator/replayed.ts'
import { run } from '../../src/run/run.ts'
import { solve } from '../../src/run/solve.ts'
import { repair } from '../../src/strategy/repair.ts'
import { single } from '../../src/strategy/single.ts'
import { fakeBenchmark, fakeRuntime, fakeTask } from '../../src/testing.ts'

const untilAborted = (signal: AbortSignal | undefined) =>
  new Promise<never>((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })

describe('promise 3: nothing outlives its task', () => {
  it('aborts the stragglers of a strategy that returns early, and waits for them', async () => {
    let running = 0
    const runtime = fakeRuntime({
      until: async ({ source }, signal) => {
        if (!source.startsWith('slow')) return
        running++
        // The sandbox needs a while to tidy up: the engine waits for that too.
        await untilAborted(signal).catch(() => new Promise((resolve) => setImmediate(resolve)))
        running--
      },
    })
    let cleaned = false
    const refiner: Refiner = {
      name: 'tries many',
      async *refine(task, _attempt, { execute }) {
        try {
          await Promise.all(
            ['slow 1', 'slow 2', 'slow 3'].map((source) => execute(program(source), { checks: task.checks })),
          )
          yield { source: 'never' }
        } finally {
          cleaned = true
        }
      },
    }
    const hasty: Strategy = {
      name: 'hasty',
      async solve(_task, { generate, refine }) {
        const first = await generate()
        if (first !== undefined) void refine(first)
        await new Promise((resolve) => setImmediate(resolve))
        expect(running).toBe(3)
        return first
      },
    }
    const events: RunEvent[] = []
    await solve(
      fakeTask('t', ['alpha'], { seed: 'start' }),
      { runtime, generator: replayed(), refiner, strategy: hasty },
      { onEvent: (event) => events.push(event) },
    )
    expect(running).toBe(0)
    expect(cleaned).toBe(true)
    expect(events.at(-1)).toMatchObject({ type: 'task.submitted', attemptId: 'a1' })
  })

  it('refuses what a part begins after its task has ended', async () => {
    let late: (() => Promise<unknown>) | undefined
    const generator: Generator = {
      name: 'keeps its means',
      async *generate(_task, { execute }) {
        late = () => execute(program('late'), {})
        yield { source: 'alpha' }
      },
    }
    const runtime = fakeRuntime()
    await solve(fakeTask('t', ['alpha']), { runtime, generator, strategy: single() })
    await expect(late?.()).rejects.toThrow('aborted')
    expect(runtime.executed).toHaveLength(1)
  })

  it('stops at the signal with everything awaited, so that the run can be resumed', async () => {
    const stop = new AbortController()
    let running = 0
    const model: Model = {
      name: 'hangs',
      async generate(_request, signal) {
        running++
        setImmediate(() => stop.abort())
        await untilAborted(signal).finally(() => running--)
        return { text: '', usage: { inputTokens: 0, outputTokens: 0 } }
      },
    }
    const stopped = run({
      benchmark: fakeBenchmark(['t1', 't2', 't3'].map((id) => fakeTask(id, ['alpha']))),
      parts: { runtime: fakeRuntime(), generator: promptedGenerator(), strategy: single(), model },
      signal: stop.signal,
    })
    await expect(stopped).rejects.toThrow('aborted')
    expect(running).toBe(0)
  })
})

const failing = (message: string) => async () => {
  throw new Error(message)
}
const onlyBad = <T>(id: string, bad: () => T, good: () => T) => (id === 'bad' ? bad() : good())

describe('promise 3: a bad task is an event, never a crash of the run', () => {
  const tasks = ['good', 'bad', 'also good'].map((id) => fakeTask(id, ['alpha'], { seed: `alpha for ${id}` }))
  const base = { runtime: fakeRuntime(), generator: replayed(), strategy: single() }

  const badGenerator: Generator = {
    name: 'trips',
    async *generate({ id, seed = '' }) {
      if (id === 'bad') throw new Error('tripped')
      yield { source: seed }
    },
  }
  const badStrategy: Strategy = {
    name: 'falls',
    solve: (task, { generate }) => onlyBad(task.id, failing('fell'), generate),
  }
  const badCritic: Critic = { name: 'chokes', critique: failing('choked') }
  const badModel: Model = {
    name: 'down',
    generate: async ({ messages }) => {
      if (messages.at(-1)?.text.includes('omega')) throw new Error('503')
      return { text: 'alpha', usage: { inputTokens: 1, outputTokens: 1 } }
    },
  }
  const badRuntime = fakeRuntime({
    until: async ({ source }) => {
      if (source.includes('for bad')) throw new EngineError('sandbox', 'the fork server died')
    },
  })
  const stranger = fakeRuntime({
    until: async ({ source }) => {
      if (source.includes('for bad')) throw new TypeError('x is not a function')
    },
  })

  it.each([
    ['engine', 'trips failed: tripped', { ...base, generator: badGenerator }],
    ['engine', 'the strategy falls failed: fell', { ...base, strategy: badStrategy }],
    ['sandbox', 'the fork server died', { ...base, runtime: badRuntime }],
    ['sandbox', 'the runtime failed: x is not a function', { ...base, runtime: stranger }],
  ])('records %s: %s', async (boundary, message, parts) => {
    const { tasks: runs } = await run({ benchmark: fakeBenchmark(tasks), parts })
    expect(runs.find(({ id }) => id === 'bad')?.failure).toEqual({ boundary, message })
    expect(runs.filter(({ grade }) => grade?.verdict === 'pass').map(({ id }) => id)).toEqual(['good', 'also good'])
  })

  it('records a model that fails, and a critic that fails', async () => {
    const seeds = [fakeTask('good', ['alpha']), fakeTask('bad', ['omega'])]
    const model = await run({
      benchmark: fakeBenchmark(seeds),
      parts: { ...base, generator: promptedGenerator(), model: badModel },
    })
    expect(model.tasks.map(({ failure }) => failure)).toEqual([
      undefined,
      { boundary: 'model', message: 'the model down failed: 503' },
    ])
    const wrong = fakeTask('bad', ['omega'], { seed: 'alpha' })
    const critic = await run({ benchmark: fakeBenchmark([wrong]), parts: { ...base, critics: [badCritic] } })
    expect(critic.tasks[0]?.failure).toEqual({ boundary: 'engine', message: 'the critic chokes failed: choked' })
  })

  it('records a grader that fails', async () => {
    const benchmark = { ...fakeBenchmark(tasks), grade: failing('lost the tests') }
    const { tasks: runs } = await run({ benchmark, parts: base })
    expect(runs[0]?.failure).toEqual({ boundary: 'benchmark', message: 'cannot grade good: lost the tests' })
    expect(runs[0]?.grade).toBeUndefined()
  })

  it('stops at once where every task would fail in the same way', async () => {
    const strategy = repair({ rounds: 1 })
    const wrong = tasks.map((task) => ({ ...task, seed: 'nothing' }))
    await expect(run({ benchmark: fakeBenchmark(wrong), parts: { ...base, strategy } })).rejects.toMatchObject({
      boundary: 'usage',
      message: 'the strategy repair refines, and no refiner was given',
    })
  })
})
