import { describe, expect, it } from 'vitest'
import { EngineError } from '../../src/core/engine-error.ts'
import type { Runtime } from '../../src/core/runtime.ts'
import { replayed } from '../../src/generator/replayed.ts'
import { run } from '../../src/run/run.ts'
import { single } from '../../src/strategy/single.ts'
import { fakeBenchmark, fakeRuntime, fakeTask, memoryStore } from '../../src/testing.ts'

const benchmark = fakeBenchmark([fakeTask('t', ['alpha'], { seed: 'alpha' })], { t: ['omega'] })
const partsWith = (runtime: Runtime) => ({ runtime, generator: replayed(), strategy: single() })

/** At fault when it is to run the hidden check. */
const failingToGrade = (how: 'undecided' | 'throws') =>
  fakeRuntime({
    verdict: (_source, { id }) => {
      if (id !== 'omega') return 'pass'
      if (how === 'undecided') return 'undecided'
      throw new EngineError('sandbox', 'the grader died')
    },
  })

describe('promise 8: what the sandbox does wrong is never reported as what the program did', () => {
  it('gives no grade, and no zero, where the grader could not decide', async () => {
    const undecided = await run({ benchmark, parts: partsWith(failingToGrade('undecided')) })
    expect(undecided.tasks[0]?.grade).toMatchObject({ verdict: 'undecided' })
    const thrown = await run({ benchmark, parts: partsWith(failingToGrade('throws')) })
    expect(thrown.tasks[0]?.grade).toBeUndefined()
    expect(thrown.tasks[0]?.failure).toEqual({ boundary: 'sandbox', message: 'the grader died' })
  })

  it.each(['undecided', 'throws'] as const)(
    'grades again when the run is resumed, and solves nothing again: %s',
    async (how) => {
      const store = memoryStore()
      await run({ benchmark, parts: partsWith(failingToGrade(how)), store, id: 'r' })
      const whole = fakeRuntime()
      const resumed = await run({ benchmark, parts: partsWith(whole), store, id: 'r' })
      expect(resumed.tasks[0]?.grade).toMatchObject({ verdict: 'fail', passed: 0, of: 1 })
      expect(resumed.tasks[0]?.failure).toBeUndefined()
      expect(whole.executed.map(({ request }) => request.checks?.map(({ id }) => id))).toEqual([['omega']])
    },
  )

  it('does not blame a program for checks that could not be decided', async () => {
    const runtime = fakeRuntime({ verdict: () => 'undecided' })
    const { tasks } = await run({ benchmark, parts: partsWith(runtime) })
    expect(tasks[0]?.submitted?.reason).toBe('finished')
    expect(tasks[0]?.attempts[0]?.executions[0]?.checks.map(({ verdict }) => verdict)).toEqual(['undecided'])
  })

  it('keeps the integrity of every check result in the log', async () => {
    const fake = fakeRuntime()
    const inProcess: Runtime = {
      ...fake,
      async execute(...asked) {
        const execution = await fake.execute(...asked)
        return { ...execution, checks: execution.checks.map((check) => ({ ...check, integrity: 'in-process' })) }
      },
    }
    const { tasks } = await run({ benchmark, parts: partsWith(inProcess) })
    expect(tasks[0]?.attempts[0]?.executions[0]?.checks.map(({ integrity }) => integrity)).toEqual(['in-process'])
  })
})
