import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Model } from '../core/model.ts'
import { openModel } from './open-model.ts'
import { withCache } from './with-cache.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-cassette-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Its replies are numbered. */
const counting = (name = 'm'): Model & { calls(): number } => {
  let calls = 0
  return {
    name,
    calls: () => calls,
    generate: async ({ messages }) => ({
      text: `${messages[0]?.text} ${++calls}`,
      usage: { inputTokens: 1, outputTokens: 1 },
    }),
  }
}

const ask = (text: string, base64?: string) => ({
  messages: [{ role: 'user' as const, text, ...(base64 && { images: [{ mediaType: 'image/png' as const, base64 }] }) }],
})

const textsOf = async (model: Model, ...texts: readonly string[]) => {
  const replies = []
  for (const text of texts) replies.push((await model.generate(ask(text))).text)
  return replies
}

describe('a model with a cassette', () => {
  it('asks for what is not in the file, and gives the same samples again in their order', async () => {
    const path = join(folder, 'auto.jsonl')
    const first = counting()
    expect(await textsOf(await withCache(first, { path, mode: 'auto' }), 'a', 'b', 'a')).toEqual(['a 1', 'b 2', 'a 3'])
    const second = counting()
    const again = await withCache(second, { path, mode: 'auto' })
    expect(await textsOf(again, 'a', 'a', 'b', 'c')).toEqual(['a 1', 'a 3', 'b 2', 'c 1'])
    expect(second.calls()).toBe(1)
  })

  it('replays without a key, and names the request that it has no reply to', async () => {
    const path = join(folder, 'replay.jsonl')
    await textsOf(await withCache(counting('openai:x'), { path, mode: 'record' }), 'a')
    const model = await openModel('openai:x', { env: {}, cassette: { path, mode: 'replay' } })
    expect(await textsOf(model, 'a')).toEqual(['a 1'])
    await expect(model.generate(ask('b'))).rejects.toThrow(`${path} has no reply left of openai:x to: "b"`)
    await expect(withCache(counting(), { path: join(folder, 'none'), mode: 'replay' })).rejects.toThrow(
      'cannot read the cassette',
    )
  })

  it('begins anew when it records', async () => {
    const path = join(folder, 'record.jsonl')
    await textsOf(await withCache(counting(), { path, mode: 'record' }), 'a', 'a')
    await textsOf(await withCache(counting(), { path, mode: 'record' }), 'b')
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(2)
  })

  it('tells images apart, and keeps them as their hash', async () => {
    const path = join(folder, 'images.jsonl')
    const model = await withCache(counting(), { path, mode: 'auto' })
    const image = 'QUJD'.repeat(50)
    await model.generate(ask('x', image))
    await model.generate(ask('x', `${image}AA`))
    expect(await readFile(path, 'utf8')).not.toContain(image)
    const again = await withCache(counting('m'), { path, mode: 'replay' })
    expect((await again.generate(ask('x', `${image}AA`))).text).toBe('x 2')
  })

  it('keeps models apart in one file', async () => {
    const path = join(folder, 'two.jsonl')
    await textsOf(await withCache(counting('p'), { path, mode: 'auto' }), 'a')
    const other = counting('q')
    await textsOf(await withCache(other, { path, mode: 'auto' }), 'a')
    expect(other.calls()).toBe(1)
  })

  it('cuts off the half line of a process that was killed, and refuses a line that is no reply', async () => {
    const path = join(folder, 'torn.jsonl')
    await textsOf(await withCache(counting(), { path, mode: 'auto' }), 'a', 'b')
    const whole = await readFile(path, 'utf8')
    await writeFile(path, whole.slice(0, -9))
    expect(await textsOf(await withCache(counting(), { path, mode: 'auto' }), 'a', 'b')).toEqual(['a 1', 'b 1'])
    expect(await textsOf(await withCache(counting(), { path, mode: 'replay' }), 'b')).toEqual(['b 1'])
    await writeFile(path, `${whole}{"model":"m"}\n`)
    await expect(withCache(counting(), { path, mode: 'auto' })).rejects.toThrow(`${path}:3 is no reply of a cassette`)
  })
})
