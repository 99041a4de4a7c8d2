import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunEvent } from '../core/event.ts'
import { LOG_VERSION } from '../core/event.ts'
import type { RunLog } from '../core/store.ts'
import { openStore } from './open-store.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-store-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const failed = (n: number): RunEvent => ({
  type: 'task.failed',
  atMs: n,
  taskId: `task ${n} — ü 漢 😀 \u2028 line`,
  boundary: 'engine',
  message: 'a\nb\r\nc',
})
const logFile = () => join(folder, 'r', 'events.jsonl')

async function eventsOf(log: RunLog): Promise<RunEvent[]> {
  const events: RunEvent[] = []
  for await (const event of log.events()) events.push(event)
  return events
}

async function written(count: number): Promise<void> {
  const log = await openStore(folder).create('r', { some: 'config' })
  for (let n = 0; n < count; n++) log.append(failed(n))
  await log.close()
}

describe('a run on disk', () => {
  it('gives back its config and its events, in order', async () => {
    await written(500)
    const log = await openStore(folder).open('r')
    expect(log.info).toMatchObject({ id: 'r', version: LOG_VERSION, config: { some: 'config' } })
    expect(await eventsOf(log)).toEqual(Array.from({ length: 500 }, (_, n) => failed(n)))
    await log.close()
  })

  it('hands what was appended to the operating system without being asked', async () => {
    const log = await openStore(folder).create('r', null)
    log.append(failed(0))
    while (readFileSync(logFile(), 'utf8') === '') await new Promise((resolve) => setImmediate(resolve))
    expect(readFileSync(logFile(), 'utf8')).toBe(`${JSON.stringify(failed(0))}\n`)
    await log.close()
  })

  it('has everything in the file when a flush is over', async () => {
    const log = await openStore(folder).create('r', null)
    const flushed: Promise<void>[] = []
    for (let n = 0; n < 50; n++) {
      log.append(failed(n))
      flushed.push(
        log.flush().then(() => expect(readFileSync(logFile(), 'utf8').split('\n').length).toBeGreaterThan(n + 1)),
      )
      if (n % 7 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    await Promise.all(flushed)
    await log.close()
  })

  it('stopped at any byte, has all whole lines, says what it dropped, and can be written on', async () => {
    await written(3)
    const whole = readFileSync(logFile())
    for (let cut = 0; cut <= whole.length; cut++) {
      writeFileSync(logFile(), whole.subarray(0, cut))
      const lines = whole.subarray(0, cut).toString('latin1').split('\n').length - 1
      const log = await openStore(folder).open('r')
      expect(await eventsOf(log)).toEqual([0, 1, 2].slice(0, lines).map(failed))
      expect(log.warnings).toHaveLength(cut === 0 || whole[cut - 1] === 10 ? 0 : 1)
      log.append(failed(7))
      await log.flush()
      expect(await eventsOf(log)).toEqual([...[0, 1, 2].slice(0, lines), 7].map(failed))
      await log.close()
    }
  })

  it.each(['{"type":"task.failed","atMs":1}\n', 'garbage\n', '\0\0\0\0\n', '\0\0\0\0', '{}'])(
    'leaves out a corrupted last line: %j',
    async (tail) => {
      await written(2)
      appendFileSync(logFile(), tail)
      const { run, warnings } = await openStore(folder).read('r')
      expect([run.id, warnings.length]).toEqual(['r', 1])
      const log = await openStore(folder).open('r')
      expect(await eventsOf(log)).toEqual([0, 1].map(failed))
      expect(log.warnings).toHaveLength(1)
      await log.close()
    },
  )

  it('refuses a log that is broken further up, and says where', async () => {
    await written(3)
    const lines = readFileSync(logFile(), 'utf8').split('\n')
    writeFileSync(logFile(), [lines[0], 'garbage', lines[2], ''].join('\n'))
    await expect(openStore(folder).read('r')).rejects.toThrow(`${logFile()}: line 2 cannot be read: it is not JSON`)
  })

  it('has a last line that is longer than what is read at once', async () => {
    const log = await openStore(folder).create('r', null)
    const long: RunEvent = { ...failed(0), taskId: '漢'.repeat(100_000) }
    log.append(failed(1))
    log.append(long)
    await log.close()
    const reopened = await openStore(folder).open('r')
    expect(await eventsOf(reopened)).toEqual([failed(1), long])
    await reopened.close()
    truncateSync(logFile(), readFileSync(logFile()).length - 10)
    const cut = await openStore(folder).open('r')
    expect(await eventsOf(cut)).toEqual([failed(1)])
    await cut.close()
  })

  it('has one writer at a time', async () => {
    const log = await openStore(folder).create('r', null)
    await expect(openStore(folder).open('r')).rejects.toThrow('another process is writing this run')
    expect((await openStore(folder).read('r')).run.tasks).toEqual([])
    await log.close()
    await (await openStore(folder).open('r')).close()
  })

  it('keeps equal contents once', async () => {
    const store = openStore(folder)
    const log = await store.create('r', null)
    const content = JSON.stringify({ steps: 'x'.repeat(10_000) })
    const ids = await Promise.all([log.keep(content), log.keep(content), log.keep('other')])
    expect(ids[0]).toBe(ids[1])
    expect(readdirSync(join(folder, 'r', 'artifacts')).sort()).toEqual(
      [`${ids[0]}.json.gz`, `${ids[2]}.json.gz`].sort(),
    )
    expect(await store.artifact('r', ids[0])).toBe(content)
    await expect(store.artifact('r', 'nothing')).rejects.toMatchObject({ boundary: 'store' })
    await log.close()
  })

  it('is listed newest first, and only when it is there as a whole', async () => {
    const store = openStore(folder)
    expect(await openStore(join(folder, 'none')).list()).toEqual([])
    writeFileSync(join(folder, 'file'), '')
    await expect(openStore(join(folder, 'file')).list()).rejects.toThrow('cannot list the runs in')
    for (const [id, createdAt] of [
      ['one', '2026-01-01T00:00:00.000Z'],
      ['two', '2026-01-02T00:00:00.000Z'],
    ] as const) {
      mkdirSync(join(folder, id))
      writeFileSync(join(folder, id, 'run.json'), JSON.stringify({ id, version: LOG_VERSION, createdAt, config: null }))
    }
    mkdirSync(join(folder, 'half'))
    expect((await store.list()).map(({ id }) => id)).toEqual(['two', 'one'])
    expect([await store.has('one'), await store.has('three')]).toEqual([true, false])
  })

  it('refuses a name that is no folder name, a second run of a name, and a run that is not there', async () => {
    const store = openStore(folder)
    await expect(store.create('../r', null)).rejects.toMatchObject({ boundary: 'usage' })
    await (await store.create('r', null)).close()
    await expect(store.create('r', null)).rejects.toThrow('there is a run r')
    await expect(store.open('other')).rejects.toThrow('it is not there')
  })

  it('of another version is shown, not resumed', async () => {
    await written(1)
    const info = JSON.parse(readFileSync(join(folder, 'r', 'run.json'), 'utf8')) as object
    writeFileSync(join(folder, 'r', 'run.json'), JSON.stringify({ ...info, version: 1 }))
    await expect(openStore(folder).open('r')).rejects.toThrow('it can be shown, not resumed')
    expect((await openStore(folder).read('r')).run.id).toBe('r')
    writeFileSync(join(folder, 'r', 'run.json'), JSON.stringify({ ...info, version: LOG_VERSION + 1 }))
    await expect(openStore(folder).read('r')).rejects.toThrow('use a newer one')
  })
})
