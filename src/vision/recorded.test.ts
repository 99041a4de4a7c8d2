import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { VisionQuestion } from './backend.ts'
import { fakeVisionBackend, fakeVisionImage } from './fake-vision-backend.ts'
import { recordedBackend } from './recorded.ts'

const folder = mkdtempSync(join(tmpdir(), 'faultline-cassette-'))
afterAll(() => rmSync(folder, { recursive: true }))

const region = { image: fakeVisionImage(), box: { left: 0, lower: 0, right: 400, upper: 100 } }
const query = (question: string): VisionQuestion => ({ op: 'query', region, question })
const find: VisionQuestion = { op: 'find', region, name: 'dog' }
const sight = {
  query: { 'a?': 'A', 'b?': 'B' },
  find: { dog: [{ left: 1, lower: 2, right: 3, upper: 4, confidence: 0.5 }] },
}
const file = (name: string) => join(folder, `${name}.jsonl`)

const record = async (path: string, questions: readonly VisionQuestion[], mode: 'record' | 'auto' = 'auto') => {
  const backend = fakeVisionBackend(sight, { cropMargin: 3 })
  const recorded = await recordedBackend({ path, backend, mode })
  const replies = await recorded.answer(questions)
  await recorded.close()
  return { replies, backend, recorded }
}

describe('a recorded backend', () => {
  it('answers again what was recorded, with no backend', async () => {
    const path = file('again')
    const { replies, backend, recorded } = await record(path, [query('a?'), find])
    const played = await recordedBackend({ path, mode: 'replay' })
    expect(await played.answer([find, query('a?')])).toEqual(replies.toReversed())
    expect([played.name, played.version, played.cropMargin]).toEqual(['recorded', 'fake 1', 3])
    expect(played.version).toBe(recorded.version)
    expect(backend.closed).toBe(true)
  })

  it('a question that was not recorded is an error that names it and the file', async () => {
    const path = file('miss')
    await record(path, [query('a?')])
    const played = await recordedBackend({ path, mode: 'replay' })
    await expect(played.answer([query('a?'), query('b?')])).rejects.toMatchObject({
      boundary: 'toolset',
      message: expect.stringMatching(/miss\.jsonl has no reply to query \{"question":"b\?"\} of \[0, 0, 400, 100\]/),
    })
  })

  it('in mode auto asks just what is missing, and writes it down', async () => {
    const path = file('auto')
    await record(path, [query('a?')])
    const { backend } = await record(path, [query('a?'), query('b?'), query('b?')])
    expect(backend.batches).toEqual([[query('b?')]])
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(3)
  })

  it('in mode record asks everything anew; the newer reply counts', async () => {
    const path = file('anew')
    await record(path, [query('a?')])
    const changed = fakeVisionBackend({ query: { 'a?': 'changed' } }, { cropMargin: 3 })
    const recorded = await recordedBackend({ path, backend: changed, mode: 'record' })
    expect(await recorded.answer([query('a?')])).toMatchObject([{ text: 'changed' }])
    await recorded.close()
    const played = await recordedBackend({ path, mode: 'replay' })
    expect(await played.answer([query('a?')])).toMatchObject([{ text: 'changed' }])
  })

  it.each([0, 5, 40, 60])('a file that was cut off after %i bytes is gone on with', async (bytes) => {
    const path = file(`cut-${bytes}`)
    await record(path, [query('a?')])
    const whole = readFileSync(path, 'utf8')
    const head = whole.indexOf('\n') + 1
    writeFileSync(path, whole.slice(0, bytes < head ? bytes : bytes + head))
    await record(path, [query('a?'), query('b?')])
    const played = await recordedBackend({ path, mode: 'replay' })
    expect(await played.answer([query('a?'), query('b?')])).toMatchObject([{ text: 'A' }, { text: 'B' }])
  })

  it('is refused where it holds replies of another backend', async () => {
    const path = file('other')
    await record(path, [query('a?')])
    const newer = fakeVisionBackend(sight, { cropMargin: 3, version: '2' })
    await expect(recordedBackend({ path, backend: newer, mode: 'auto' })).rejects.toThrow(
      /holds replies of fake 1 \(crop margin 3\), and fake 2 \(crop margin 3\) is to be asked/,
    )
  })

  it('says which line is none of its own', async () => {
    const path = file('broken')
    await record(path, [query('a?')])
    appendFileSync(path, '{"key":"x","reply":{"score":7}}\n')
    await expect(recordedBackend({ path, mode: 'replay' })).rejects.toThrow(/broken\.jsonl:3 is no line of recorded/)
  })

  it('leaves a file alone that is no recording', async () => {
    const path = file('notes')
    writeFileSync(path, 'my notes')
    const backend = fakeVisionBackend(sight)
    await expect(recordedBackend({ path, backend, mode: 'auto' })).rejects.toThrow(/notes\.jsonl:1 is no line/)
    expect(readFileSync(path, 'utf8')).toBe('my notes')
  })

  it('needs a file to replay, and a backend to record', async () => {
    await expect(recordedBackend({ path: file('none'), mode: 'replay' })).rejects.toThrow('record them first')
    await expect(recordedBackend({ path: file('none'), mode: 'record' })).rejects.toThrow('say which vision backend')
  })

  it('what fails is not written down', async () => {
    const path = file('failing')
    const backend = fakeVisionBackend(sight)
    const recorded = await recordedBackend({ path, backend, mode: 'auto' })
    await expect(recorded.answer([{ op: 'depth', region }])).rejects.toThrow('cannot tell depth')
    await recorded.close()
    await expect(recorded.answer([query('a?')])).rejects.toThrow('is closed')
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(2)
  })
})
