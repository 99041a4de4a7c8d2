import { describe, expect, it } from 'vitest'
import type { Budget } from '../../src/core/budget.ts'
import type { Model } from '../../src/core/model.ts'
import { program } from '../../src/core/program.ts'
import type { Refiner, Strategy } from '../../src/core/roles.ts'
import { promptedGenerator } from '../../src/generator/prompted.ts'
import { replayed } from '../../src/generator/replayed.ts'
import { solve } from '../../src/run/solve.ts'
import { bestOf } from '../../src/strategy/best-of.ts'
import { repair } from '../../src/strategy/repair.ts'
import { fakeRuntime, fakeTask, memoryCache, scripted } from '../../src/testing.ts'

const task = fakeTask('t', ['alpha', 'beta', 'gamma'])
/** Its second program is the best that it ever gives. */
const sources = ['alpha', 'alpha beta', 'alpha', 'alpha', 'alpha']

const numbered = (): Model & { calls: () => number } => {
  let calls = 0
  return {
    name: 'numbered',
    calls: () => calls,
    generate: async () => ({
      text: `${sources[calls % sources.length]} ${calls++}`,
      usage: { inputTokens: 60, outputTokens: 40, costUsd: 0.01 },
    }),
  }
}

const sampling = (budget: Budget, model: Model, now?: () => number) =>
  solve(
    task,
    { runtime: fakeRuntime(), generator: promptedGenerator(), strategy: bestOf({ n: 100 }), model },
    { budget, ...(now && { now }) },
  )

const samplingParts = () => ({
  runtime: fakeRuntime(),
  generator: promptedGenerator(),
  strategy: bestOf({ n: 9 }),
  model: numbered(),
})

describe('promise 2: budgets are separate, and one that runs out submits the best attempt so far', () => {
  it.each([
    ['modelCalls', { modelCalls: 4 }, 4],
    ['tokens', { tokens: 350 }, 4],
    ['costUsd', { costUsd: 0.035 }, 4],
    ['executions', { executions: 4 }, 4],
  ] as const)('ends by %s', async (name, budget, calls) => {
    const model = numbered()
    const { attempt, run } = await sampling(budget, model)
    expect(model.calls()).toBe(calls)
    expect(attempt?.program.source.trim()).toBe('alpha beta 1')
    expect(run.tasks[0]?.submitted).toEqual({ attemptId: 'a2', reason: 'budget', budget: name })
    expect(run.tasks[0]?.attempts).toHaveLength(4)
  })

  it('ends by wall time, and finishes the move that was under way', async () => {
    let clock = 0
    const model = numbered()
    const slow: Model = {
      ...model,
      generate: (request) => {
        clock += 400
        return model.generate(request)
      },
    }
    const { run } = await sampling({ wallMs: 1000 }, slow, () => clock)
    expect(run.tasks[0]?.submitted).toEqual({ attemptId: 'a2', reason: 'budget', budget: 'wallMs' })
    expect(run.tasks[0]?.attempts.map(({ executions }) => executions.length)).toEqual([1, 1, 1])
  })

  it('leaves the other budgets alone', async () => {
    const model = numbered()
    const { run } = await sampling({ modelCalls: 2, tokens: 1_000_000, costUsd: 100, executions: 50 }, model)
    expect(run.tasks[0]?.submitted).toMatchObject({ budget: 'modelCalls' })
    expect(run.tasks[0]?.spent).toMatchObject({ modelCalls: 2, inputTokens: 120, outputTokens: 80, executions: 2 })
    expect(run.tasks[0]?.spent.costUsd).toBeCloseTo(0.02)
  })

  it('keeps an execution for the program of a move, so that a part that spends all the others cannot strand it', async () => {
    const greedy: Refiner = {
      name: 'greedy',
      async *refine(_task, _attempt, { execute }) {
        try {
          for (let n = 0; ; n++) await execute(program(`candidate ${n}`), { checks: task.checks })
        } catch {
          yield { source: 'alpha beta gamma', note: 'the best of what was tried' }
        }
      },
    }
    const runtime = fakeRuntime()
    const { attempt, run } = await solve(
      { ...task, seed: 'alpha' },
      { runtime, generator: replayed(), refiner: greedy, strategy: repair({ rounds: 3 }) },
      { budget: { executions: 10 } },
    )
    expect(runtime.executed).toHaveLength(10)
    expect(attempt?.note).toBe('the best of what was tried')
    expect(run.tasks[0]?.submitted).toEqual({ attemptId: 'a2', reason: 'solved' })
  })

  it('means the same with a warm cache as with a cold one', async () => {
    const cache = memoryCache()
    const cold = await solve(task, samplingParts(), { budget: { executions: 3 }, cache })
    const warmParts = samplingParts()
    const warm = await solve(task, warmParts, { budget: { executions: 3 }, cache })
    expect(warmParts.runtime.executed).toHaveLength(0)
    expect(warm.run.tasks[0]?.submitted).toEqual(cold.run.tasks[0]?.submitted)
    expect(warm.run.tasks[0]?.attempts).toHaveLength(3)
  })

  it('charges moves that run at the same time before they begin', async () => {
    const atOnce: Strategy = {
      name: 'at once',
      solve: async (_task, { generate }) => (await Promise.all(Array.from({ length: 8 }, generate)))[0],
    }
    const runtime = fakeRuntime()
    const model = numbered()
    const { run } = await solve(
      task,
      { runtime, generator: promptedGenerator(), strategy: atOnce, model },
      { budget: { executions: 3 } },
    )
    expect(runtime.executed).toHaveLength(3)
    expect(run.tasks[0]?.submitted).toEqual({ attemptId: 'a2', reason: 'budget', budget: 'executions' })
  })

  it('refuses a budget of cost for a model that does not tell its cost', async () => {
    const silent = scripted([], 'alpha')
    await expect(sampling({ costUsd: 1 }, silent)).rejects.toThrow('scripted does not tell what a call costs')
  })
})
