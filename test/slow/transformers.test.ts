import { mkdtempSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Region, VisionImage } from '../../src/vision/backend.ts'
import { transformersBackend } from '../../src/vision/transformers-backend.ts'
import { importTransformers } from '../../src/vision/transformers-library.ts'
import { visionBackendSuite } from '../conformance/vision-backend-suite.ts'
import { tinyClip, tinyDepth, tinyDetector, tinyFlorence } from './tiny-models.ts'

const installed = await importTransformers().then(
  () => true,
  () => false,
)
const suite = installed
  ? 'tiny models in @huggingface/transformers'
  : 'tiny models (skipped: the optional package @huggingface/transformers is not installed)'

/** 40 wide, 20 high: red on the left, blue on the right, and a grey ceiling of 4 rows above all. */
const image: VisionImage = {
  hash: 'h',
  path: 'scene.png',
  width: 40,
  height: 24,
  pixels: async () => {
    const data = new Uint8Array(40 * 24 * 3)
    for (let y = 0; y < 24; y++)
      for (let x = 0; x < 40; x++) data.set(y < 4 ? [51, 51, 51] : x < 20 ? [255, 0, 0] : [0, 0, 255], (y * 40 + x) * 3)
    return { width: 40, height: 24, data }
  },
}
const region = (left: number, lower: number, right: number, upper: number): Region => ({
  image,
  box: { left, lower, right, upper },
})
const left = region(0, 0, 20, 20)
const right = region(20, 0, 40, 20)

describe.skipIf(!installed)(suite, () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faultline-tiny-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const open = async (models: Partial<Record<'depth' | 'matcher' | 'detector' | 'vqa', Promise<string>>>) =>
    transformersBackend({
      models: Object.fromEntries(
        await Promise.all(Object.entries(models).map(async ([kind, made]) => [kind, await made] as const)),
      ),
    })

  it('gives the median depth of a region, larger where farther', async () => {
    const measures = await open({ depth: tinyDepth(join(folder, 'glpn'), 'glpn') })
    const [wall, ceiling] = await measures.answer([
      { op: 'depth', region: left },
      { op: 'depth', region: region(0, 20, 40, 24) },
    ])
    expect(wall).toEqual({ depth: expect.closeTo(1 / 3) })
    expect(ceiling).toEqual({ depth: expect.closeTo(0.2) })
    const near = await open({ depth: tinyDepth(join(folder, 'depth-anything'), 'depth_anything') })
    expect(await near.answer([{ op: 'depth', region: left }])).toEqual([{ depth: expect.closeTo(3) }])
    await Promise.all([measures.close(), near.close(), near.close()])
  })

  it('matches texts with CLIP: several by their shares, one by its cosine', async () => {
    const backend = await open({ matcher: tinyClip(join(folder, 'clip')) })
    expect(
      await backend.answer([
        { op: 'match', region: left, texts: ['a blue dog', 'a red dog'] },
        { op: 'match', region: right, texts: ['a blue dog', 'a red dog'] },
        { op: 'match', region: region(0, 0, 40, 20), texts: ['red dog'] },
        { op: 'match', region: left, texts: [] },
      ]),
    ).toEqual([
      { scores: [expect.closeTo(0), expect.closeTo(1)] },
      { scores: [expect.closeTo(1), expect.closeTo(0)] },
      { scores: [expect.closeTo(0.5)] },
      { scores: [] },
    ])
    await backend.close()
  })

  it('verifies a property against the others', async () => {
    const backend = await open({ matcher: tinyClip(join(folder, 'clip')) })
    const [is, isNot] = (await backend.answer([
      { op: 'verify', region: left, name: 'dog', property: 'red' },
      { op: 'verify', region: left, name: 'dog', property: 'blue' },
    ])) as { score: number }[]
    expect(is?.score).toBeGreaterThan(0.99)
    // As likely as any other that is not seen, and less than the one that is.
    expect(isNot?.score).toBeGreaterThan(0.45)
    expect(isNot?.score).toBeLessThan(0.5)
    await backend.close()
  })

  it('finds things, once each, in the frame of the image', async () => {
    const backend = await open({ detector: tinyDetector(join(folder, 'owl')) })
    const confidence = expect.closeTo(1 / (1 + Math.exp(-4)))
    expect(
      await backend.answer([
        { op: 'find', region: region(0, 0, 40, 20), name: 'red dog' },
        { op: 'find', region: region(0, 0, 40, 20), name: 'blue dog' },
        { op: 'find', region: right, name: 'red dog' },
        { op: 'find', region: region(20, 10, 40, 20), name: 'blue dog' },
      ]),
    ).toEqual([
      { boxes: [{ left: 0, lower: 0, right: 20, upper: 20, confidence }] },
      { boxes: [{ left: 20, lower: 5, right: 40, upper: 15, confidence }] },
      { boxes: [] },
      {
        boxes: [
          { left: 20, lower: 10, right: 30, upper: 20, confidence },
          { left: 30, lower: 13, right: 40, upper: 18, confidence },
        ],
      },
    ])
    await backend.close()
  })

  it('answers questions with Florence-2', async () => {
    const backend = await open({ vqa: tinyFlorence(join(folder, 'florence')) })
    expect(
      await backend.answer([
        { op: 'query', region: left, question: 'What colour?' },
        { op: 'query', region: right, question: 'What colour?' },
      ]),
    ).toEqual([
      { text: 'red', confidence: 1 },
      { text: 'blue', confidence: 1 },
    ])
    await backend.close()
  })

  it('tells what is wrong with a model', async () => {
    const broken = await tinyDepth(join(folder, 'broken'), 'glpn')
    await rm(join(broken, 'onnx', 'model.onnx'))
    const backend = await open({ depth: Promise.resolve(broken) })
    const failure = {
      boundary: 'toolset',
      message: expect.stringContaining(`cannot be loaded from ${broken}`) as string,
    }
    await expect(backend.answer([{ op: 'depth', region: left }])).rejects.toMatchObject(failure)
  })
})

if (installed) {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-tiny-'))
  afterAll(() => rm(folder, { recursive: true }))
  const models = {
    detector: await tinyDetector(join(folder, 'owl')),
    vqa: await tinyFlorence(join(folder, 'florence')),
    matcher: await tinyClip(join(folder, 'clip')),
    depth: await tinyDepth(join(folder, 'depth'), 'glpn'),
  }
  visionBackendSuite('local models', {
    open: () => transformersBackend({ models }),
    image: async () => image,
    supports: ['find', 'query', 'verify', 'match', 'depth'],
    present: 'blue dog',
    absent: 'green dog',
  })
}
