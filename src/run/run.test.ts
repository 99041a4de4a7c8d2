import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../core/event.ts'
import { replayed } from '../generator/replayed.ts'
import { single } from '../strategy/single.ts'
import { fakeBenchmark, fakeRuntime, fakeTask, memoryCache, memoryStore } from '../testing.ts'
import type { Progress } from './run.ts'
import { run } from './run.ts'

const tasksNamed = (...ids: string[]) =>
  ids.map((id) => fakeTask(id, ['alpha'], { seed: id.startsWith('good') ? `alpha ${id}` : id }))
const partsOn = (runtime = fakeRuntime()) => ({ runtime, generator: replayed(), strategy: single() })

describe('run', () => {
  it('solves and grades every task, so many at the same time', async () => {
    let running = 0
    let most = 0
    const runtime = fakeRuntime({
      until: async () => {
        most = Math.max(most, ++running)
        await new Promise((resolve) => setImmediate(resolve))
        running--
      },
    })
    const ids = Array.from({ length: 20 }, (_, n) => `${n % 2 === 0 ? 'good' : 'bad'} ${n}`)
    const result = await run({ benchmark: fakeBenchmark(tasksNamed(...ids)), parts: partsOn(runtime), concurrency: 3 })
    expect(most).toBe(3)
    expect(result.tasks.map(({ id }) => id).sort()).toEqual(ids.sort())
    expect(result.tasks.filter(({ grade }) => grade?.verdict === 'pass')).toHaveLength(10)
  })

  it('tells how far it is, also of what an earlier sitting did', async () => {
    const store = memoryStore()
    const benchmark = fakeBenchmark(tasksNamed('good 1', 'bad 2', 'good 3'))
    let clock = 0
    const sitting = async () => {
      const told: Progress[] = []
      const options = { benchmark, parts: partsOn(), store, id: 'r', concurrency: 1, now: () => (clock += 10) }
      await run({ ...options, onProgress: (progress) => told.push(progress) })
      return told
    }
    const first = await sitting()
    expect(first.map(({ done, of, passed, failed }) => [done, of, passed, failed])).toEqual([
      [0, 3, 0, 0],
      [1, 3, 1, 0],
      [2, 3, 1, 0],
      [3, 3, 2, 0],
    ])
    expect(first.at(-1)?.tasksPerSecond).toBeGreaterThan(0)
    expect(await sitting()).toEqual([{ done: 3, of: 3, passed: 2, failed: 0, tasksPerSecond: 0 }])
  })

  it('resumes only with the same settings, and says with which it was made', async () => {
    const store = memoryStore()
    const options = { benchmark: fakeBenchmark(tasksNamed('good')), parts: partsOn(), store, id: 'r' }
    await run({ ...options, settings: { rounds: 3 } })
    await run({ ...options, settings: { rounds: 3 } })
    await expect(run({ ...options, settings: { rounds: 4 } })).rejects.toThrow(
      /the run r was made with settings\.rounds 3, not 4: resume/,
    )
  })

  it('gives a run a name of its own', async () => {
    const names = new Set<string>()
    for (let n = 0; n < 5; n++) names.add((await run({ benchmark: fakeBenchmark([]), parts: partsOn() })).id)
    expect(names.size).toBe(5)
    for (const name of names) expect(name).toMatch(/^fake-\d{4}-\d\d-\d\dT\d{6}-[0-9a-f]{4}$/)
  })

  it('gives a task that submits nothing a grade without asking the benchmark', async () => {
    const { tasks } = await run({ benchmark: fakeBenchmark([fakeTask('t', ['alpha'])]), parts: partsOn() })
    expect(tasks[0]?.grade).toEqual({ verdict: 'fail', message: 'nothing was submitted', passed: 0, of: 0 })
  })

  it('refuses a benchmark with two tasks of one name, or one whose tasks cannot be read', async () => {
    const twice = fakeBenchmark(tasksNamed('good', 'good'))
    await expect(run({ benchmark: twice, parts: partsOn() })).rejects.toThrow('fake has two tasks good')
    const broken = {
      ...fakeBenchmark([]),
      async *tasks() {
        yield* tasksNamed('good')
        throw new Error('line 2 is no task')
      },
    }
    await expect(run({ benchmark: broken, parts: partsOn() })).rejects.toMatchObject({
      boundary: 'benchmark',
      message: 'cannot read the tasks of fake: line 2 is no task',
    })
  })

  it('stops when the log cannot be written, and leaves nothing running', async () => {
    const memory = memoryStore()
    let events = 0
    const store = {
      ...memory,
      create: async (id: string, config: null) => {
        const log = await memory.create(id, config)
        const append = (event: RunEvent) => {
          if (++events > 5) throw new Error('the disk is full')
          log.append(event)
        }
        return { ...log, append }
      },
    }
    const parts = partsOn()
    const ids = Array.from({ length: 50 }, (_, n) => `good ${n}`)
    await expect(
      run({ benchmark: fakeBenchmark(tasksNamed(...ids)), parts, store, cache: memoryCache() }),
    ).rejects.toThrow('the disk is full')
    expect(parts.runtime.executed.length).toBeLessThan(10)
  })
})
