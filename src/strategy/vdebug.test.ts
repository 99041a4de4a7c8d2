import { describe, expect, it } from 'vitest'
import type { Budget } from '../core/budget.ts'
import type { Critic, Refiner } from '../core/roles.ts'
import { replayed } from '../generator/replayed.ts'
import { solve } from '../run/solve.ts'
import type { FakeRuntime } from '../testing.ts'
import { fakeRuntime, fakeTask } from '../testing.ts'
import type { VdebugOptions } from './vdebug.ts'
import { vdebug } from './vdebug.ts'

const task = fakeTask('t', [], { seed: 'start' })

/** For each program, what it may become. */
type Becoming = Readonly<Record<string, readonly string[]>>

const becoming = (next: Becoming): Refiner => ({
  name: 'becoming',
  async *refine(_task, { program }) {
    for (const source of next[program.source] ?? []) yield { source }
  },
})

/** Fails programs that it does not know; of the others it knows how likely they are right. */
const knowing = (name: string, known: Readonly<Record<string, number>>): Critic => ({
  name,
  async critique(_task, { program: { source } }) {
    const probability = known[source] ?? 0.1
    return { from: name, verdict: probability >= 0.5 ? 'pass' : 'fail', probability, message: source, blame: [] }
  },
})

interface Setting extends VdebugOptions {
  readonly next: Becoming
  readonly critics: readonly Critic[]
  readonly budget?: Budget
  /** Programs that raise. */
  readonly raising?: readonly string[]
}

const debugged = async ({ next, critics, budget, raising = [], ...options }: Setting) => {
  const fake = fakeRuntime()
  const runtime: FakeRuntime = {
    ...fake,
    async execute(program, request, signal) {
      const execution = await fake.execute(program, request, signal)
      const outcome = { kind: 'raised', error: 'KeyError', message: 'left' } as const
      return raising.includes(program.source) ? { ...execution, outcome } : execution
    },
  }
  const { attempt, run } = await solve(
    task,
    { runtime, generator: replayed(), refiner: becoming(next), critics, strategy: vdebug(options) },
    budget && { budget },
  )
  return {
    answer: attempt?.program.source,
    tried: run.tasks[0]?.attempts.map(({ program }) => program.source),
    executed: runtime.executed.map(({ program }) => program.source),
    submitted: run.tasks[0]?.submitted,
  }
}

describe('vdebug', () => {
  const chain = { start: ['better'], better: ['good'], good: ['never'] }

  it('mends what the critic fails until it passes, and no further', async () => {
    const critics = [knowing('a', { start: 0.1, better: 0.3, good: 0.9 })]
    const { answer, tried } = await debugged({ next: chain, critics })
    expect(tried).toEqual(['start', 'better', 'good'])
    expect(answer).toBe('good')
  })

  it('leaves a program alone that no critic fails, or that none judged', async () => {
    expect((await debugged({ next: chain, critics: [knowing('a', { start: 0.8 })] })).tried).toEqual(['start'])
    expect((await debugged({ next: chain, critics: [] })).tried).toEqual(['start'])
    const unsure: Critic = {
      name: 'unsure',
      critique: async () => ({ from: 'unsure', verdict: 'unsure', probability: 0.4, message: '', blame: [] }),
    }
    expect((await debugged({ next: chain, critics: [unsure] })).tried).toEqual(['start'])
  })

  it('goes back where the critics do not find the mend likelier right', async () => {
    const critics = [knowing('a', { start: 0.3, better: 0.2, good: 0.9 })]
    const { answer, tried } = await debugged({ next: chain, critics })
    expect(tried).toEqual(['start', 'better'])
    expect(answer).toBe('start')
  })

  it('tries further candidates of a round until one is better', async () => {
    const critics = [knowing('a', { start: 0.3, worse: 0.2, good: 0.9 })]
    const next = { start: ['worse', 'good', 'never'] }
    const { answer, tried } = await debugged({ next, critics, candidates: 3 })
    expect(tried).toEqual(['start', 'worse', 'good'])
    expect(answer).toBe('good')
  })

  it('weighs what several critics say together', async () => {
    const critics = [knowing('a', { start: 0.3, better: 0.9 }), knowing('b', { start: 0.4, better: 0.01 })]
    expect((await debugged({ next: chain, critics })).answer).toBe('start')
    const agreed = [knowing('a', { start: 0.3, better: 0.9 }), knowing('b', { start: 0.4, better: 0.6 })]
    expect((await debugged({ next: chain, critics: agreed })).answer).toBe('better')
  })

  it('keeps every mend for all rounds when it is told to, as published', async () => {
    const critics = [knowing('a', { start: 0.3, better: 0.2, good: 0.1 })]
    const next = { ...chain, good: ['last'], last: ['never'] }
    const { answer, tried } = await debugged({ next, critics, rounds: 3, candidates: 1, acceptAlways: true })
    expect(tried).toEqual(['start', 'better', 'good', 'last'])
    expect(answer).toBe('last')
  })

  it('ends at a program that does not change, and at one that was there before', async () => {
    const critics = [knowing('a', { start: 0.1, better: 0.2 })]
    const still = await debugged({ next: { start: ['start'] }, critics, rounds: 9, acceptAlways: true })
    expect(still.tried).toEqual(['start', 'start'])
    expect(still.executed).toEqual(['start'])
    const cycle = await debugged({ next: { start: ['better'], better: ['start'] }, critics, rounds: 9 })
    expect(cycle.tried).toEqual(['start', 'better', 'start'])
    expect(cycle.answer).toBe('better')
  })

  it('goes round in a cycle as long as its rounds last, as published, and runs nothing twice', async () => {
    const next = { start: ['better'], better: ['start'] }
    const { answer, executed } = await debugged({ next, critics: [knowing('a', {})], rounds: 3, acceptAlways: true })
    expect(answer).toBe('better')
    expect(executed).toEqual(['start', 'better'])
  })

  it('submits the mend that it kept when a budget runs out, though no check knows it is better', async () => {
    const critics = [knowing('a', { start: 0.1, better: 0.2, good: 0.3 })]
    const { answer, submitted } = await debugged({ next: chain, critics, budget: { executions: 2 } })
    expect(answer).toBe('better')
    expect(submitted).toEqual({ attemptId: 'a2', reason: 'budget', budget: 'executions' })
  })

  it('holds a program that gives no answer for wrong, whatever its critics say of it', async () => {
    const critics = [knowing('a', { start: 0.6, better: 0.7, good: 0.8 })]
    const { answer } = await debugged({ next: chain, critics, raising: ['start', 'better'] })
    expect(answer).toBe('good')
  })

  it('keeps no mend that gives no answer, in the place of a program that gives one', async () => {
    const critics = [knowing('a', { start: 0.1, better: 0.4 })]
    const { answer } = await debugged({ next: chain, critics, raising: ['better'] })
    expect(answer).toBe('start')
  })

  it('submits nothing where there is no program', async () => {
    const { seed: _, ...nothing } = task
    const parts = { runtime: fakeRuntime(), generator: replayed(), strategy: vdebug() }
    expect((await solve(nothing, parts)).run.tasks[0]?.submitted).toEqual({ attemptId: null, reason: 'finished' })
  })
})
