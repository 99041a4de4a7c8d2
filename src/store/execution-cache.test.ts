import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Execution } from '../core/execution.ts'
import type { Step, Trace } from '../core/trace.ts'
import { defaultCacheFile, executionCache } from './execution-cache.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-cache-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const execution = (text: string): Execution => ({
  programId: 'p',
  runtime: 'fake',
  outcome: { kind: 'returned' },
  checks: [],
  stdout: { text },
  stderr: { text: '' },
  usage: { wallMs: 1, cpuMs: 1, peakMb: 1 },
})

/** Does not compress well. */
const noise = () => randomBytes(4500).toString('base64')

describe('the execution cache', () => {
  it('gives back what was put in, small and large, also after it was closed', async () => {
    const file = join(folder, 'deep', 'cache.db')
    const first = executionCache({ file })
    expect(await first.get('a')).toBeUndefined()
    await first.set('a', execution('small'))
    await first.set('b', execution('large '.repeat(10_000)))
    await first.close()
    expect(statSync(file).size).toBeLessThan(50_000)
    const second = executionCache({ file })
    expect(await second.get('a')).toEqual(execution('small'))
    expect(await second.get('b')).toEqual(execution('large '.repeat(10_000)))
    await second.close()
  })

  it('gives back traces in which equal places are one object, as they were', async () => {
    const cache = executionCache({ file: join(folder, 'cache.db') })
    const at = { from: { line: 1, column: 1 }, to: { line: 1, column: 5 } }
    const step = (id: number): Step => ({ id, at, depth: 0, kind: 'line', changed: {} })
    const trace: Trace = { level: 'line', steps: [step(0), step(1)], coverage: [{ at, kind: 'statement', count: 2 }] }
    await cache.set('a', { ...execution('traced'), trace })
    const kept = (await cache.get('a'))!.trace!
    await cache.close()
    expect(kept).toEqual(trace)
    expect(new Set([...kept.steps, ...kept.coverage].map((each) => each.at)).size).toBe(1)
  })

  it('is one for all that have it open', async () => {
    const file = join(folder, 'cache.db')
    const [one, other] = [executionCache({ file }), executionCache({ file })]
    for (let n = 0; n < 200; n++) {
      await one.set(`one ${n}`, execution('1'))
      await other.set(`other ${n}`, execution('2'))
      expect(await one.get(`other ${n}`)).toEqual(execution('2'))
      expect(await other.get(`one ${n}`)).toEqual(execution('1'))
    }
    await one.close()
    await other.close()
  })

  it('drops what was used longest ago when it has grown too large', async () => {
    const file = join(folder, 'cache.db')
    const full = executionCache({ file })
    for (let n = 0; n < 400; n++) await full.set(String(n).padStart(3, '0'), execution(noise()))
    await full.close()
    const pruned = executionCache({ file, maxMb: 2 })
    const kept = await Promise.all(Array.from({ length: 400 }, (_, n) => pruned.get(String(n).padStart(3, '0'))))
    expect(kept.filter((one) => one !== undefined)).toHaveLength(200)
    await pruned.close()
    const again = executionCache({ file, maxMb: 2 })
    expect(await again.get('399')).toBeDefined()
    await again.close()
  })

  it.each([
    ['is no database', 'cache.db', () => writeFileSync(join(folder, 'cache.db'), 'not a database '.repeat(100))],
    ['is a folder', 'cache.db', () => mkdirSync(join(folder, 'cache.db'))],
    ['cannot be made', 'file/cache.db', () => writeFileSync(join(folder, 'file'), '')],
  ])('is in memory, and says so, where its file %s', async (_what, name, spoil) => {
    spoil()
    const file = join(folder, name)
    const warnings: string[] = []
    const cache = executionCache({ file, onWarning: (warning) => warnings.push(warning) })
    await cache.set('a', execution('kept'))
    expect(await cache.get('a')).toEqual(execution('kept'))
    await cache.close()
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(`the execution cache ${file} cannot be used, and is in memory instead`)
  })

  it('stands in the cache folder of the user', () => {
    expect(defaultCacheFile({ XDG_CACHE_HOME: '/x' })).toBe('/x/faultline/executions.db')
    expect(defaultCacheFile({})).toMatch(/\.cache\/faultline\/executions\.db$/)
    expect(defaultCacheFile({ XDG_CACHE_HOME: '' })).toBe(defaultCacheFile({}))
  })
})
