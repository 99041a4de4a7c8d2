import { describe, expect, it } from 'vitest'
import { EngineError } from '../core/engine-error.ts'
import type { VisionQuestion } from './backend.ts'
import { fakeVisionBackend, fakeVisionImage } from './fake-vision-backend.ts'
import { visionCache, withVisionCache } from './vision-cache.ts'

const image = fakeVisionImage()
const query = (question: string, left = 0): VisionQuestion => ({
  op: 'query',
  region: { image, box: { left, lower: 0, right: 100, upper: 50 } },
  question,
})
const sight = { query: { 'a?': 'A', 'b?': 'B' } }

/** A door that a test opens. */
const gate = () => {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

describe('a cached vision backend', () => {
  it('asks an equal question once', async () => {
    const backend = fakeVisionBackend(sight)
    const cached = withVisionCache(backend)
    const first = await cached.answer([query('a?'), query('b?')])
    const again = await cached.answer([query('b?'), query('a?')])
    expect(again).toEqual(first.toReversed())
    expect(backend.batches).toHaveLength(1)
    expect(cached.counts).toEqual({ asked: 4, cached: 2, joined: 0, batches: 1, put: 2 })
  })

  it.each([
    ['another box', query('a?', 1)],
    ['another text', query('A?')],
    [
      'another image',
      { ...query('a?'), region: { image: fakeVisionImage({ hash: 'other' }), box: query('a?').region.box } },
    ],
    ['another op', { op: 'find', region: query('a?').region, name: 'a?' } as const],
  ])('%s is another question', async (_, question) => {
    const backend = fakeVisionBackend(sight)
    const cached = withVisionCache(backend)
    await cached.answer([query('a?')])
    await cached.answer([question])
    expect(backend.batches).toHaveLength(2)
  })

  it('another version of a backend shares no answer with it', async () => {
    const cache = visionCache()
    await withVisionCache(fakeVisionBackend(sight), cache).answer([query('a?')])
    const newer = fakeVisionBackend({ query: { 'a?': 'new' } }, { version: '2' })
    expect(await withVisionCache(newer, cache).answer([query('a?')])).toEqual([{ text: 'new', confidence: 1 }])
  })

  it('puts the questions of one turn to the backend together, each once', async () => {
    const backend = fakeVisionBackend(sight)
    const cached = withVisionCache(backend)
    const answers = await Promise.all(['a?', 'b?', 'a?'].map((text) => cached.answer([query(text)])))
    expect(answers.flat()).toMatchObject([{ text: 'A' }, { text: 'B' }, { text: 'A' }])
    expect(backend.batches.map((batch) => batch.length)).toEqual([2])
    expect(cached.counts).toMatchObject({ joined: 1, batches: 1, put: 2 })
  })

  it('joins a question that is under way', async () => {
    const { open, opened } = gate()
    const begun = gate()
    const backend = fakeVisionBackend(sight, {
      until: () => {
        begun.open()
        return opened
      },
    })
    const cached = withVisionCache(backend)
    const first = cached.answer([query('a?')])
    await begun.opened
    const second = cached.answer([query('a?')])
    open()
    expect(await second).toEqual(await first)
    expect(cached.counts).toMatchObject({ asked: 2, joined: 1, put: 1 })
  })

  it('a question that cannot be answered takes no other with it, and is asked again', async () => {
    const backend = fakeVisionBackend(sight)
    const cached = withVisionCache(backend)
    const depth: VisionQuestion = { op: 'depth', region: query('a?').region }
    const [good, bad] = await Promise.allSettled([cached.answer([query('a?')]), cached.answer([depth])])
    expect(good).toMatchObject({ status: 'fulfilled', value: [{ text: 'A' }] })
    expect(bad).toMatchObject({ status: 'rejected', reason: expect.any(EngineError) })
    await expect(cached.answer([depth])).rejects.toThrow('cannot tell depth')
    expect(cached.counts).toMatchObject({ cached: 0 })
  })

  it('an abort ends the wait of its own only; the last one who leaves ends the question', async () => {
    const begun = gate()
    const { open, opened } = gate()
    let seen: AbortSignal | undefined
    const backend = fakeVisionBackend(sight, {
      until: (_, signal) => {
        seen = signal
        begun.open()
        return opened
      },
    })
    const cached = withVisionCache(backend)
    const [one, two] = [new AbortController(), new AbortController()]
    const first = cached.answer([query('a?')], one.signal)
    const second = cached.answer([query('a?')], two.signal)
    await begun.opened
    one.abort(new Error('enough'))
    await expect(first).rejects.toThrow('enough')
    expect(seen!.aborted).toBe(false)
    two.abort(new Error('me too'))
    await expect(second).rejects.toThrow('me too')
    expect(seen!.aborted).toBe(true)
    open()
    expect(await cached.answer([query('a?')])).toMatchObject([{ text: 'A' }])
  })

  it('what all have left before it was asked is not asked', async () => {
    const backend = fakeVisionBackend(sight)
    const cached = withVisionCache(backend)
    const controller = new AbortController()
    const left = cached.answer([query('a?')], controller.signal)
    controller.abort(new Error('enough'))
    await expect(left).rejects.toThrow('enough')
    await cached.answer([query('b?')])
    expect(backend.batches.flat()).toEqual([query('b?')])
  })

  it('forgets what was not used for longest', async () => {
    const cached = withVisionCache(fakeVisionBackend(sight), visionCache(1))
    for (const text of ['a?', 'b?', 'a?']) await cached.answer([query(text)])
    expect(cached.counts).toMatchObject({ cached: 0, put: 3 })
  })

  it('a batch is no longer than a backend can take at once', async () => {
    const backend = fakeVisionBackend(sight)
    const questions = Array.from({ length: 150 }, (_, index) => query(`${index}?`))
    expect(await withVisionCache(backend).answer(questions)).toHaveLength(150)
    expect(backend.batches.map((batch) => batch.length)).toEqual([64, 64, 22])
  })

  it('a backend that gives too few replies is told as broken', async () => {
    const broken = { ...fakeVisionBackend(sight), answer: async () => [] }
    await expect(withVisionCache(broken).answer([query('a?')])).rejects.toThrow('gave 0 replies to 1 questions')
  })
})
