import { describe, expect, it } from 'vitest'
import { replayed } from '../generator/replayed.ts'
import { solve } from '../run/solve.ts'
import { fakeRuntime, fakeTask } from '../testing.ts'
import { bestOf } from './best-of.ts'
import { single } from './single.ts'

const task = fakeTask('t', ['alpha', 'beta'])
const partsWith = (...samples: string[]) => ({
  runtime: fakeRuntime(),
  generator: replayed({ samples: new Map([['t', samples]]) }),
})

describe('best-of', () => {
  it('takes the first program that passes, and asks for no more', async () => {
    const parts = partsWith('alpha', 'alpha beta', 'beta alpha')
    const { attempt } = await solve(task, { ...parts, strategy: bestOf({ n: 3 }) })
    expect(attempt?.program.source).toBe('alpha beta')
    expect(parts.runtime.executed).toHaveLength(2)
  })

  it('else the one that passes most, the earliest of equals, of so many as it may ask for', async () => {
    const parts = partsWith('none', 'alpha', 'beta', 'alpha beta')
    const { attempt } = await solve(task, { ...parts, strategy: bestOf({ n: 3 }) })
    expect(attempt?.program.source).toBe('alpha')
  })

  it('makes do with fewer', async () => {
    const { attempt } = await solve(task, { ...partsWith('none'), strategy: bestOf({ n: 3 }) })
    expect(attempt?.program.source).toBe('none')
    expect((await solve(task, { ...partsWith(), strategy: bestOf({ n: 3 }) })).attempt).toBeUndefined()
  })
})

describe('single', () => {
  it('takes the first program, right or wrong', async () => {
    const { attempt, run } = await solve(task, { ...partsWith('none', 'alpha beta'), strategy: single() })
    expect(attempt?.program.source).toBe('none')
    expect(run.tasks[0]?.attempts).toHaveLength(1)
  })
})
