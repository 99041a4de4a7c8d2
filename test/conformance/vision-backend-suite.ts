import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EngineError } from '../../src/core/engine-error.ts'
import type { Box } from '../../src/core/visual.ts'
import { askBackend } from '../../src/vision/ask-backend.ts'
import type { VisionBackend, VisionImage, VisionQuestion } from '../../src/vision/backend.ts'
import { areaOf, isInside, wholeOf } from '../../src/vision/box.ts'

export interface VisionBackendSubject {
  /** A backend of its own at each call. */
  readonly open: () => Promise<VisionBackend>
  /** The image that is asked about. */
  readonly image: () => Promise<VisionImage>
  /** Ops that it answers; each of the others must be refused. */
  readonly supports: readonly VisionQuestion['op'][]
  /** What is to be seen in the image, found at least once; and what is not. */
  readonly present: string
  readonly absent: string
  /** Words for the other ops; they need no right answer, just an answer. */
  readonly property?: string
  readonly question?: string
  readonly texts?: readonly string[]
}

/** What every vision backend does alike. */
export const visionBackendSuite = (name: string, subject: VisionBackendSubject): void => {
  describe(`${name} as a vision backend`, () => {
    let backend: VisionBackend
    let image: VisionImage
    beforeAll(async () => {
      backend = await subject.open()
      image = await subject.image()
    })
    afterAll(() => backend.close())

    const questionsOn = (
      box: Box = wholeOf(image),
    ): { readonly [Op in VisionQuestion['op']]: VisionQuestion & { op: Op } } => {
      const region = { image, box }
      return {
        find: { op: 'find', region, name: subject.present },
        query: { op: 'query', region, question: subject.question ?? `Is there a ${subject.present}?` },
        verify: { op: 'verify', region, name: subject.present, property: subject.property ?? 'red' },
        match: { op: 'match', region, texts: subject.texts ?? [subject.present, subject.absent] },
        depth: { op: 'depth', region },
      }
    }
    const supported = (): VisionQuestion[] => subject.supports.map((op) => questionsOn()[op])

    test('says what it is: a name, a version that stays, and whole pixels of margin', async () => {
      const other = await subject.open()
      expect(backend.name).toMatch(/^[a-z][a-z-]*$/)
      expect(backend.version).not.toBe('')
      expect([other.name, other.version, other.cropMargin]).toEqual([backend.name, backend.version, backend.cropMargin])
      expect(Number.isInteger(backend.cropMargin) && backend.cropMargin >= 0).toBe(true)
      await other.close()
    })

    test('replies stand in the order of the questions, and the same question has the same reply', async () => {
      const questions = supported()
      const alone = await Promise.all(
        questions.map(async (question) => (await askBackend(backend, [question], undefined))[0]),
      )
      expect(await askBackend(backend, questions, undefined)).toEqual(alone)
      expect(await askBackend(backend, questions.toReversed(), undefined)).toEqual(alone.toReversed())
    })

    test('no questions have no replies', async () => {
      expect(await backend.answer([])).toEqual([])
    })

    if (subject.supports.includes('find')) {
      test('what is there is found, in boxes inside of the region, with a confidence', async () => {
        const [reply] = await askBackend(backend, [questionsOn().find], undefined)
        expect(reply!.boxes.length).toBeGreaterThan(0)
        for (const { confidence, ...box } of reply!.boxes) {
          expect(areaOf(box)).toBeGreaterThan(0)
          expect(isInside(box, wholeOf(image))).toBe(true)
          expect(confidence).toBeGreaterThanOrEqual(0)
          expect(confidence).toBeLessThanOrEqual(1)
        }
      })

      test('of a part of the image, boxes lie in that part, and in the frame of the whole', async () => {
        const [whole] = await askBackend(backend, [questionsOn().find], undefined)
        const { confidence: _, ...first } = whole!.boxes[0]!
        const part = {
          left: Math.max(0, Math.floor(first.left) - 2),
          lower: Math.max(0, Math.floor(first.lower) - 2),
          right: Math.min(image.width, Math.ceil(first.right) + 2),
          upper: Math.min(image.height, Math.ceil(first.upper) + 2),
        }
        const [reply] = await askBackend(backend, [questionsOn(part).find], undefined)
        for (const { confidence: _unused, ...box } of reply!.boxes) expect(isInside(box, part)).toBe(true)
      })

      test('what is not there is not found', async () => {
        const absent = { ...questionsOn().find, name: subject.absent }
        expect(await askBackend(backend, [absent], undefined)).toEqual([{ boxes: [] }])
      })
    }

    if (subject.supports.includes('query'))
      test('a question has words for an answer, and a confidence', async () => {
        const [reply] = await askBackend(backend, [questionsOn().query], undefined)
        expect(reply!.text.trim()).not.toBe('')
        expect(reply!.confidence).toBeGreaterThanOrEqual(0)
        expect(reply!.confidence).toBeLessThanOrEqual(1)
      })

    if (subject.supports.includes('verify'))
      test('a property has a score', async () => {
        const [reply] = await askBackend(backend, [questionsOn().verify], undefined)
        expect(reply!.score).toBeGreaterThanOrEqual(0)
        expect(reply!.score).toBeLessThanOrEqual(1)
      })

    if (subject.supports.includes('match'))
      test('each text has a score', async () => {
        const { match } = questionsOn()
        const [reply] = await askBackend(backend, [match], undefined)
        expect(reply!.scores).toHaveLength(match.texts.length)
        for (const score of reply!.scores) {
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(1)
        }
      })

    if (subject.supports.includes('depth'))
      test('depth is a number', async () => {
        const [reply] = await askBackend(backend, [questionsOn().depth], undefined)
        expect(Number.isFinite(reply!.depth)).toBe(true)
      })

    test.for((['find', 'query', 'verify', 'match', 'depth'] as const).filter((op) => !subject.supports.includes(op)))(
      '%s, which it cannot answer, is an error of the toolset',
      async (op) => {
        const failure: unknown = await backend.answer([questionsOn()[op]]).catch((error: unknown) => error)
        expect(failure).toBeInstanceOf(EngineError)
        expect(failure).toMatchObject({ boundary: 'toolset' })
      },
    )

    test('an aborted signal ends it with its reason', async () => {
      const reason = new Error('enough')
      await expect(backend.answer(supported(), AbortSignal.abort(reason))).rejects.toBe(reason)
      expect(await backend.answer(supported())).toHaveLength(subject.supports.length)
    })

    test('it can be closed twice', async () => {
      const other = await subject.open()
      await other.close()
      await expect(other.close()).resolves.toBeUndefined()
    })
  })
}
