import { describe, expect, it } from 'vitest'
import type { Refiner } from '../core/roles.ts'
import { replayed } from '../generator/replayed.ts'
import { solve } from '../run/solve.ts'
import { fakeRuntime, fakeTask } from '../testing.ts'
import { repair } from './repair.ts'

const task = fakeTask('t', ['alpha', 'beta', 'gamma'], { seed: 'start' })

/** For each program, what it may become. */
const becoming = (next: Readonly<Record<string, readonly string[]>>): Refiner => ({
  name: 'becoming',
  async *refine(_task, { program }) {
    for (const source of next[program.source] ?? []) yield { source }
  },
})

const repaired = (rounds: number, next: Readonly<Record<string, readonly string[]>>) =>
  solve(task, { runtime: fakeRuntime(), generator: replayed(), refiner: becoming(next), strategy: repair({ rounds }) })

const sources = ({ run }: Awaited<ReturnType<typeof repaired>>) =>
  run.tasks[0]?.attempts.map(({ program }) => program.source)

describe('repair', () => {
  const chain = { start: ['alpha'], alpha: ['alpha beta'], 'alpha beta': ['alpha beta gamma'] }

  it('refines until the checks pass, and no further', async () => {
    const solved = await repaired(9, { ...chain, 'alpha beta gamma': ['never'] })
    expect(sources(solved)).toEqual(['start', 'alpha', 'alpha beta', 'alpha beta gamma'])
    expect(solved.run.tasks[0]?.submitted).toEqual({ attemptId: 'a4', reason: 'solved' })
  })

  it('ends with the best attempt when the rounds run out', async () => {
    const ended = await repaired(2, { start: ['alpha beta'], 'alpha beta': ['worse'] })
    expect(sources(ended)).toEqual(['start', 'alpha beta', 'worse'])
    expect(ended.attempt?.program.source).toBe('alpha beta')
    expect(ended.run.tasks[0]?.submitted).toEqual({ attemptId: 'a2', reason: 'finished' })
  })

  it('ends with the best attempt when the refiner has no more', async () => {
    const ended = await repaired(9, { start: ['alpha'] })
    expect(sources(ended)).toEqual(['start', 'alpha'])
    expect(ended.attempt?.program.source).toBe('alpha')
  })

  it('goes back to the best attempt from one that is worse, and on from the latest of equals', async () => {
    const back = await repaired(3, {
      start: ['alpha'],
      alpha: ['worse', 'beta'],
      worse: ['never'],
      beta: ['from beta: alpha beta gamma'],
    })
    expect(sources(back)).toEqual(['start', 'alpha', 'worse', 'beta'])
    const on = await repaired(4, { start: ['alpha'], alpha: ['worse', 'beta'], beta: ['from beta: alpha beta gamma'] })
    expect(sources(on)?.at(-1)).toBe('from beta: alpha beta gamma')
  })

  it('refines nothing when the first program passes, or when there is none', async () => {
    const passing = { ...task, seed: 'alpha beta gamma' }
    const { seed: _, ...nothing } = task
    const parts = { runtime: fakeRuntime(), generator: replayed(), strategy: repair({ rounds: 3 }) }
    expect((await solve(passing, parts)).run.tasks[0]?.submitted?.reason).toBe('solved')
    expect((await solve(nothing, parts)).run.tasks[0]?.submitted).toEqual({ attemptId: null, reason: 'finished' })
  })
})
