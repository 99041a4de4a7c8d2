import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src/core/event.ts'
import { program } from '../../src/core/program.ts'
import type { Generator } from '../../src/core/roles.ts'
import type { ExecutionRequest, Runtime } from '../../src/core/runtime.ts'
import type { Task } from '../../src/core/task.ts'
import { replayed } from '../../src/generator/replayed.ts'
import { run } from '../../src/run/run.ts'
import { solve } from '../../src/run/solve.ts'
import { single } from '../../src/strategy/single.ts'
import { fakeBenchmark, fakeRuntime, fakeTask, memoryCache } from '../../src/testing.ts'

const task = fakeTask('t', ['alpha'])

/** Runs `try this` with each of the requests, at the same time or one after the other, then gives a program. */
const asking = (requests: readonly ExecutionRequest[], atOnce: boolean): Generator => ({
  name: 'asking',
  async *generate(_task, { execute }) {
    const one = (request: ExecutionRequest) => execute(program('try this'), request)
    if (atOnce) await Promise.all(requests.map(one))
    else for (const request of requests) await one(request)
    yield { source: 'alpha' }
  },
})

async function executionsFor(requests: readonly ExecutionRequest[], atOnce = false) {
  const runtime = fakeRuntime()
  const events: RunEvent[] = []
  const generator = asking(requests, atOnce)
  await solve(task, { runtime, generator, strategy: single() }, { onEvent: (event) => events.push(event) })
  const asked = events.flatMap((event) => (event.type === 'candidate.executed' ? [event.cached] : []))
  return { made: runtime.executed.length - 1, asked }
}

const facts = (version: string, revision?: string) => async () => ({
  version,
  ...(revision !== undefined && { revision }),
  layers: [],
  missing: [],
})

describe('promise 6: the same source, inputs and limits are executed once', () => {
  const { checks } = task

  it.each([true, false])('in one task, asked for at the same time: %s', async (atOnce) => {
    const same = [{ checks }, { checks: [...checks] }, { checks, stdin: '', trace: 'off' as const, limits: {} }]
    expect(await executionsFor(same, atOnce)).toEqual({ made: 1, asked: [false, true, true] })
  })

  it('but anew where anything that it depends on differs', async () => {
    const different: ExecutionRequest[] = [
      { checks },
      { checks: [] },
      { checks, stdin: 'x' },
      { checks, trace: 'line' },
      { checks, stopAtFailure: true },
      { checks, limits: { cpuMs: 1 } },
      { checks, entry: { kind: 'script' } },
      { checks, entry: { kind: 'call', expression: 'f()' } },
      { checks, reuse: true },
    ]
    expect((await executionsFor(different)).made).toBe(different.length)
  })

  const twice = async (first: Runtime, second: Runtime, tasks: readonly [Task, Task] = [task, task]) => {
    const cache = memoryCache()
    const parts = { generator: replayed({ samples: new Map([['t', ['alpha']]]) }), strategy: single() }
    await solve(tasks[0], { ...parts, runtime: first }, { cache })
    return (await solve(tasks[1], { ...parts, runtime: second }, { cache })).run.tasks[0]?.spent
  }

  it('in two runs that share a cache', async () => {
    expect(await twice(fakeRuntime(), fakeRuntime())).toMatchObject({ executions: 0, cachedExecutions: 1 })
  })

  it('but not in two versions of a runtime, two runtimes, or with other helper modules', async () => {
    const once = { executions: 1, cachedExecutions: 0 }
    expect(await twice(fakeRuntime(), { ...fakeRuntime(), facts: facts('fake 2') })).toMatchObject(once)
    expect(await twice(fakeRuntime(), { ...fakeRuntime(), facts: facts('fake 1', 'b') })).toMatchObject(once)
    expect(await twice(fakeRuntime(), { ...fakeRuntime(), name: 'other' })).toMatchObject(once)
    const helped = { ...task, modules: { node: 'class Node: pass' } }
    expect(await twice(fakeRuntime(), fakeRuntime(), [task, helped])).toMatchObject(once)
  })

  it('never from a run that the sandbox could not decide, or that only the clock of a slow machine ended', async () => {
    const once = { executions: 1, cachedExecutions: 0 }
    expect(await twice(fakeRuntime({ verdict: () => 'undecided' }), fakeRuntime())).toMatchObject(once)
    const fake = fakeRuntime()
    const ended = (limit: 'wallMs' | 'cpuMs'): Runtime => ({
      ...fake,
      execute: async (...asked) => ({ ...(await fake.execute(...asked)), outcome: { kind: 'exceeded', limit } }),
    })
    expect(await twice(ended('wallMs'), fakeRuntime())).toMatchObject(once)
    expect(await twice(ended('cpuMs'), fakeRuntime())).toMatchObject({ executions: 0, cachedExecutions: 1 })
  })

  it('nor from one that was aborted', async () => {
    const cache = memoryCache()
    const stop = new AbortController()
    const parts = { generator: replayed({ samples: new Map([['t', ['alpha']]]) }), strategy: single() }
    const aborting = fakeRuntime({ until: async () => stop.abort() })
    await expect(solve(task, { ...parts, runtime: aborting }, { cache, signal: stop.signal })).rejects.toThrow(
      'aborted',
    )
    const { run } = await solve(task, { ...parts, runtime: fakeRuntime() }, { cache })
    expect(run.tasks[0]?.spent.executions).toBe(1)
  })

  it('for grades too', async () => {
    const runtime = fakeRuntime()
    const cache = memoryCache()
    const options = {
      benchmark: fakeBenchmark([fakeTask('t', ['alpha'], { seed: 'alpha' })], { t: ['alpha', 'omega'] }),
      parts: { runtime, generator: replayed(), strategy: single() },
      cache,
    }
    await run(options)
    expect(runtime.executed).toHaveLength(2)
    const again = await run(options)
    expect(runtime.executed).toHaveLength(2)
    expect(again.tasks[0]?.grade).toMatchObject({ verdict: 'fail', passed: 1, of: 2 })
  })
})
