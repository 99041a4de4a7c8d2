import { expect, test } from 'vitest'
import { EngineError } from '../core/engine-error.ts'
import type { Lane } from './lane-pool.ts'
import { LanePool } from './lane-pool.ts'

/** A lane that answers when told to. */
class FakeLane implements Lane<string, string> {
  alive = true
  readonly running: { request: string; answer: (reply: string) => void; fail: (error: Error) => void }[] = []
  run(request: string) {
    return new Promise<string>((answer, fail) => void this.running.push({ request, answer, fail }))
  }
  async kill() {
    this.alive = false
    for (const { fail } of this.running.splice(0)) fail(new Error('killed'))
  }
  answer() {
    const run = this.running.shift()!
    run.answer(run.request.toUpperCase())
  }
}

const poolOf = (size: number) => {
  const lanes: FakeLane[] = []
  const open = async () => {
    const lane = new FakeLane()
    lanes.push(lane)
    return lane
  }
  return { lanes, pool: new LanePool({ size, open }) }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('a lane opens with the first request, and another only while all are busy', async () => {
  const { lanes, pool } = poolOf(2)
  expect(lanes).toHaveLength(0)
  const first = pool.run('a')
  await settled()
  expect(lanes).toHaveLength(1)
  lanes[0]!.answer()
  expect(await first).toBe('A')
  const both = [pool.run('b'), pool.run('c'), pool.run('d')]
  await settled()
  expect(lanes).toHaveLength(2)
  lanes[0]!.answer()
  await settled()
  lanes[0]!.answer()
  lanes[1]!.answer()
  expect(await Promise.all(both)).toEqual(['B', 'C', 'D'])
})

test('a request whose lane died is retried on a fresh lane, once', async () => {
  const { lanes, pool } = poolOf(1)
  const reply = pool.run('a')
  await settled()
  await lanes[0]!.kill()
  await settled()
  lanes[1]!.answer()
  expect(await reply).toBe('A')

  const doomed = pool.run('b')
  await settled()
  await lanes[1]!.kill()
  await settled()
  await lanes[2]!.kill()
  await expect(doomed).rejects.toThrow(EngineError)
  await expect(doomed).rejects.toThrow('failed twice')
})

test('aborting a waiting request removes it; aborting a running one replaces its lane', async () => {
  const { lanes, pool } = poolOf(1)
  const running = new AbortController()
  const waiting = new AbortController()
  const first = pool.run('a', running.signal)
  const second = pool.run('b', waiting.signal)
  const third = pool.run('c')
  await settled()
  waiting.abort(new Error('no more need'))
  await expect(second).rejects.toThrow('no more need')
  expect(lanes[0]!.alive).toBe(true)
  running.abort(new Error('too late'))
  await expect(first).rejects.toThrow('too late')
  expect(lanes[0]!.alive).toBe(false)
  await settled()
  lanes[1]!.answer()
  expect(await third).toBe('C')
})

test('an aborted signal is refused before any lane is opened', async () => {
  const { lanes, pool } = poolOf(1)
  await expect(pool.run('a', AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
  expect(lanes).toHaveLength(0)
})

test('a lane that died while idle is replaced', async () => {
  const { lanes, pool } = poolOf(1)
  await pool.warm()
  await lanes[0]!.kill()
  const reply = pool.run('a')
  await settled()
  lanes[1]!.answer()
  expect(await reply).toBe('A')
})

test('when no lane can be opened, every waiting request is told why', async () => {
  const pool = new LanePool<string, string>({
    size: 1,
    open: () => Promise.reject(new EngineError('sandbox', 'no namespaces here')),
  })
  const replies = [pool.run('a'), pool.run('b')]
  for (const reply of replies) await expect(reply).rejects.toThrow('no namespaces here')
  await expect(pool.warm()).rejects.toThrow('no namespaces here')
})

test('close rejects what waits, kills what runs, and refuses more', async () => {
  const { lanes, pool } = poolOf(1)
  const running = pool.run('a')
  const waiting = pool.run('b')
  const rejections = Promise.allSettled([running, waiting])
  await settled()
  await pool.close()
  expect((await rejections).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(lanes.every(({ alive }) => !alive)).toBe(true)
  await expect(pool.run('c')).rejects.toThrow('closed')
})

test('a lane takes the lowest free seat, so that no two lanes share one', async () => {
  const seats: number[] = []
  const lanes: FakeLane[] = []
  const pool = new LanePool<string, string>({
    size: 2,
    open: async (seat) => {
      seats.push(seat)
      const lane = new FakeLane()
      lanes.push(lane)
      return lane
    },
  })
  const replies = [pool.run('a'), pool.run('b')]
  await settled()
  expect(seats).toEqual([0, 1])
  await lanes[0]!.kill()
  await settled()
  expect(seats).toEqual([0, 1, 0])
  lanes[1]!.answer()
  lanes[2]!.answer()
  expect(await Promise.all(replies)).toEqual(['A', 'B'])
  await pool.close()
})
