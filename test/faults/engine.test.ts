import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src/core/event.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-faults-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const child = (name: string) => join(import.meta.dirname, name)
const linesOf = (name: string): string[] =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1) : []
const eventsOf = (log: string) =>
  log
    .slice(0, log.lastIndexOf('\n') + 1)
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as RunEvent]))
const logged = () => {
  const file = join(folder, 'runs/r/events.jsonl')
  return existsSync(file) ? eventsOf(readFileSync(file, 'utf8')) : []
}
const repliesIn = (events: readonly RunEvent[]) =>
  events.flatMap((event) =>
    event.type === 'model.replied' && !event.cached ? [event.request.messages[0]?.text ?? ''] : [],
  )
const gradedIn = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.type === 'task.graded' ? [event.taskId] : []))

/** A mount namespace in which FOLDER is a tmpfs that this set-up has prepared. */
const withMounts = (setUp: string, script: string, args: readonly string[] = []) =>
  spawnSync(
    'unshare',
    ['-rm', 'sh', '-ec', `${setUp}\nexec "$@"`, 'sh', process.execPath, child(script), folder, ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, HOME: folder, FOLDER: folder },
    },
  )
const canMount = spawnSync('unshare', ['-rm', 'sh', '-ec', 'mount -t tmpfs tmpfs /mnt']).status === 0

describe('kill -9 of the engine in the middle of a run', () => {
  it('again and again: nothing acknowledged is lost, nothing is paid twice, no finished task is run again', () => {
    const sittings: number[] = []
    for (const killAfter of [1, 2, 9, 14, 20, 23, 27, 33, 41, 60, 85, 1e9]) {
      const before = logged()
      const paidBefore = linesOf('paid')
      const { signal, status, stderr } = spawnSync(
        process.execPath,
        [child('engine-child.mjs'), folder, `${killAfter}`],
        { encoding: 'utf8' },
      )
      expect([signal, status, stderr]).toEqual(killAfter < 1e9 ? ['SIGKILL', null, ''] : [null, 0, ''])
      sittings.push(logged().length - before.length)

      const after = logged()
      const known = new Set(repliesIn(before))
      const paidNow = linesOf('paid').slice(paidBefore.length)
      expect(after.slice(0, before.length)).toEqual(before)
      expect(linesOf('acknowledged').filter((request) => !repliesIn(after).includes(request))).toEqual([])
      expect(paidNow.filter((request) => known.has(request))).toEqual([])
      const over = new Set(gradedIn(before))
      expect(after.slice(before.length).filter(({ taskId }) => over.has(taskId))).toEqual([])
    }
    expect(Math.min(...sittings)).toBeGreaterThanOrEqual(0)
    expect(gradedIn(logged()).sort()).toEqual(Array.from({ length: 12 }, (_, n) => `t${n}`).sort())
    expect(new Set(repliesIn(logged())).size).toBe(repliesIn(logged()).length)
  })
})

describe('a disk that is full', () => {
  it.skipIf(!canMount)(
    'is said in one line, leaves a whole log behind, and the run is resumed when there is space',
    () => {
      const setUp = 'mount -t tmpfs -o size=4m tmpfs "$FOLDER"; head -c 4000000 /dev/zero > "$FOLDER/filler"'
      const { stdout, stderr, status } = withMounts(setUp, 'disk-child.mjs')
      expect([status, stderr]).toEqual([0, ''])
      const told = JSON.parse(stdout) as {
        full: { boundary: string; message: string }
        atFault: string
        resumed: { passed: number }
        after: string
        warnings: string[]
      }
      expect(told.full).toEqual({
        boundary: 'store',
        message: `cannot write ${folder}/runs/r/events.jsonl: the disk is full: free some space and resume the run`,
      })
      expect(told.atFault.endsWith('\n')).toBe(true)
      expect(eventsOf(told.atFault).length).toBeGreaterThan(3)
      expect(told.after.startsWith(told.atFault)).toBe(true)
      expect(told.resumed).toEqual({ passed: 60 })
      expect(gradedIn(eventsOf(told.after))).toHaveLength(60)
    },
  )
})

describe('a folder that cannot be written', () => {
  it.skipIf(!canMount)(
    'is said in one line where the run should go there, and only warned of where the cache should',
    () => {
      const setUp = 'mount -t tmpfs -o ro tmpfs "$FOLDER"'
      const { stdout, status } = withMounts(setUp, 'read-only-child.mjs')
      expect(status).toBe(0)
      expect(JSON.parse(stdout)).toEqual({
        run: {
          boundary: 'store',
          message: `cannot write ${folder}/runs/r/run.json: it is read-only: choose another folder`,
        },
        warnings: [
          expect.stringMatching(/^the execution cache .*executions.db cannot be used, and is in memory instead: /),
        ],
        spent: { executions: 1, cachedExecutions: 1 },
      })
    },
  )
})
