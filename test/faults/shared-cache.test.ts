import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { executionCache } from '../../src/store/execution-cache.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-shared-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function processOn(file: string, ...args: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'cache-child.mjs'), file, ...args])
  let told = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text))
  const [, signal] = (await once(child, 'close')) as [number | null, string | null]
  return { signal, told }
}

describe('an execution cache that several processes share', () => {
  it('keeps what each of them puts in, also when one is killed', async () => {
    const file = join(folder, 'cache.db')
    const [a, b, c] = await Promise.all([
      processOn(file, 'a', '400'),
      processOn(file, 'b', '400'),
      processOn(file, 'c', '200', 'die'),
    ])
    expect(a).toEqual({ signal: null, told: '{"kept":400,"warnings":[]}' })
    expect(b).toEqual({ signal: null, told: '{"kept":400,"warnings":[]}' })
    expect(c).toEqual({ signal: 'SIGKILL', told: '' })

    const warnings: string[] = []
    const cache = executionCache({ file, onWarning: (warning) => warnings.push(warning) })
    for (const [name, count] of [
      ['a', 400],
      ['b', 400],
      ['c', 200],
    ] as const)
      for (let n = 0; n < count; n++) expect((await cache.get(`${name} ${n}`))?.stdout.text).toMatch(`${name} ${n} `)
    await cache.close()
    expect(warnings).toEqual([])
  })
})
