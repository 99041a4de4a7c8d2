import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src/core/event.ts'
import { program } from '../../src/core/program.ts'
import type { Refiner, Strategy } from '../../src/core/roles.ts'
import { promptedGenerator } from '../../src/generator/prompted.ts'
import { replayed } from '../../src/generator/replayed.ts'
import { solve } from '../../src/run/solve.ts'
import { bestOf } from '../../src/strategy/best-of.ts'
import { repair } from '../../src/strategy/repair.ts'
import { fakeRuntime, fakeTask, replay, scripted } from '../../src/testing.ts'

const task = fakeTask('t', ['alpha', 'beta'], { seed: 'start' })

const timeless = (events: readonly RunEvent[]) => events.map((event) => ({ ...event, atMs: 0 }))

/** Tries twenty candidates at the same time, in an order that chance decides, and gives one that chance decides. */
const scattered: Refiner = {
  name: 'scattered',
  async *refine({ checks }, { id }, { execute, random }) {
    const sources = Array.from({ length: 20 }, (_, n) => `${id} candidate ${n} ${Math.floor(random() * 1e6)}`)
    await Promise.all(sources.map((source) => execute(program(source), { checks })))
    for (;;) yield { source: sources[Math.floor(random() * sources.length)] ?? '' }
  },
}

/** Three moves at the same time, twice. */
const broad: Strategy = {
  name: 'broad',
  async solve(_task, { generate, refine, random }) {
    const first = await generate()
    if (first === undefined) return undefined
    const second = await Promise.all([refine(first), refine(first), refine(first)])
    const chosen = second[Math.floor(random() * 3)] ?? first
    const third = await Promise.all([refine(chosen), refine(first), ...second.map((one) => refine(one ?? first))])
    return third[Math.floor(random() * third.length)]
  },
}

async function recorded(seed: number, delays: readonly number[]): Promise<readonly RunEvent[]> {
  let executions = 0
  const runtime = fakeRuntime({
    until: async () => {
      const turns = delays[executions++ % delays.length] ?? 0
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
    },
  })
  const events: RunEvent[] = []
  const parts = { runtime, generator: replayed(), refiner: scattered, strategy: broad }
  await solve(task, parts, { seed, onEvent: (event) => events.push(event) })
  return timeless(events)
}

describe('promise 5: the same seed gives the same events, but for times', () => {
  it('whatever execution ends first', async () => {
    const expected = await recorded(7, [0])
    expect(expected.filter(({ type }) => type === 'candidate.executed')).toHaveLength(80)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5), { minLength: 1, maxLength: 40 }), async (delays) => {
        expect(await recorded(7, delays)).toEqual(expected)
      }),
      { numRuns: 25 },
    )
  })

  it('and another seed gives others', async () => {
    expect(await recorded(8, [0])).not.toEqual(await recorded(7, [0]))
  })

  it('with the replies of the earlier run in place of the model', async () => {
    const parts = { runtime: fakeRuntime(), generator: promptedGenerator(), strategy: bestOf({ n: 5 }) }
    const first: RunEvent[] = []
    const { run } = await solve(
      task,
      { ...parts, model: scripted([], 'alpha') },
      { onEvent: (event) => first.push(event) },
    )
    const again: RunEvent[] = []
    const model = replay(run.tasks[0]?.replies ?? [])
    await solve(task, { ...parts, model }, { onEvent: (event) => again.push(event) })
    expect(first.filter(({ type }) => type === 'model.replied')).toHaveLength(5)
    expect(timeless(again)).toEqual(timeless(first))
  })

  it('and a replayed model refuses what the earlier run did not ask', async () => {
    const parts = { runtime: fakeRuntime(), generator: promptedGenerator(), strategy: repair({ rounds: 0 }) }
    const { run } = await solve(task, { ...parts, model: replay([]) })
    expect(run.tasks[0]?.failure).toMatchObject({ boundary: 'model' })
    expect(run.tasks[0]?.failure?.message).toContain(
      'the run has no reply left for: write a program with alpha and beta',
    )
  })
})
