import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src/core/event.ts'
import type { Critic, Generator, Refiner } from '../../src/core/roles.ts'
import { program } from '../../src/core/program.ts'
import { solve } from '../../src/run/solve.ts'
import { repair } from '../../src/strategy/repair.ts'
import { fakeRuntime, fakeTask, scripted } from '../../src/testing.ts'

const generator: Generator = {
  name: 'writer',
  async *generate(_task, { ask }) {
    yield { source: (await ask({ messages: [{ role: 'user', text: 'write' }] })).text }
  },
}
const critic: Critic = {
  name: 'judge',
  async critique(task, attempt, { ask, execute }) {
    await execute(attempt.program, { checks: task.checks, trace: 'line' })
    await ask({ messages: [{ role: 'user', text: 'what is wrong?' }] })
    return { from: 'judge', verdict: 'fail', probability: 0.1, message: 'beta is missing', blame: [] }
  },
}
const refiner: Refiner = {
  name: 'mender',
  async *refine(task, _attempt, { ask, execute }) {
    await execute(program('a candidate'), { checks: task.checks })
    yield { source: (await ask({ messages: [{ role: 'user', text: 'mend' }] })).text }
  },
}

describe('promise 1: every model call, execution and verdict is recorded with the attempt that it belongs to', () => {
  it('records each with its attempt and the part that asked for it, though no part records anything', async () => {
    const events: RunEvent[] = []
    const model = scripted([
      { when: 'write', reply: 'alpha' },
      { when: 'wrong', reply: 'no idea' },
      { when: 'mend', reply: 'alpha beta' },
    ])
    const { attempt } = await solve(
      fakeTask('t', ['alpha', 'beta']),
      { runtime: fakeRuntime(), generator, critics: [critic], refiner, strategy: repair({ rounds: 2 }), model },
      { onEvent: (event) => events.push(event) },
    )

    expect(attempt?.program.source).toBe('alpha beta')
    expect(
      events.map((event) => [event.type, 'attemptId' in event ? event.attemptId : '', 'by' in event ? event.by : '']),
    ).toEqual([
      ['task.started', '', ''],
      ['model.replied', null, 'writer'],
      ['attempt.written', 'a1', 'writer'],
      ['attempt.executed', 'a1', 'engine'],
      ['attempt.executed', 'a1', 'judge'],
      ['model.replied', 'a1', 'judge'],
      ['attempt.judged', 'a1', ''],
      ['candidate.executed', 'a1', 'mender'],
      ['model.replied', 'a1', 'mender'],
      ['attempt.written', 'a2', 'mender'],
      ['attempt.executed', 'a2', 'engine'],
      ['task.submitted', 'a2', ''],
    ])
  })

  it('folds them into a run in which each stands at its attempt', async () => {
    const model = scripted([{ when: 'wrong', reply: 'no idea' }], 'alpha')
    const { run } = await solve(fakeTask('t', ['alpha', 'beta']), {
      runtime: fakeRuntime(),
      generator,
      critics: [critic],
      refiner,
      strategy: repair({ rounds: 1 }),
      model,
    })
    const [task] = run.tasks
    expect(task?.attempts.map(({ id, parentIds, by }) => ({ id, parentIds, by }))).toEqual([
      { id: 'a1', parentIds: [], by: 'writer' },
      { id: 'a2', parentIds: ['a1'], by: 'mender' },
    ])
    expect(task?.attempts[0]?.executions).toHaveLength(1)
    expect(task?.attempts[0]?.replays.map(({ by }) => by)).toEqual(['judge'])
    expect(task?.attempts[0]?.feedback.map(({ message }) => message)).toEqual(['beta is missing'])
    // The second attempt has the source of the first: its runs are answered from the cache.
    expect(task?.spent).toMatchObject({ modelCalls: 4, executions: 3, cachedExecutions: 2 })
  })
})
