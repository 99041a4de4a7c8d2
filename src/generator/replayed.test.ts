import { describe, expect, it } from 'vitest'
import { solve } from '../run/solve.ts'
import { bestOf } from '../strategy/best-of.ts'
import { fakeRuntime, fakeTask } from '../testing.ts'
import { replayed } from './replayed.ts'

const samples = new Map([['t', ['one', 'two']]])
const sourcesOf = async (id: string, seed?: string) => {
  const parts = { runtime: fakeRuntime(), generator: replayed({ samples }), strategy: bestOf({ n: 9 }) }
  const { run } = await solve(fakeTask(id, ['never']), parts)
  const seeded = await solve(fakeTask(id, ['never'], seed === undefined ? {} : { seed }), parts)
  return [run, seeded.run].map(({ tasks }) => tasks[0]?.attempts.map(({ program }) => program.source))
}

describe('the replayed generator', () => {
  it('gives the samples of the task, each once, in order', async () => {
    expect(await sourcesOf('t', 'seed')).toEqual([
      ['one', 'two'],
      ['one', 'two'],
    ])
  })

  it('gives the program to mend where there are no samples, and nothing where there is neither', async () => {
    expect(await sourcesOf('other', 'seed')).toEqual([[], ['seed']])
  })
})
