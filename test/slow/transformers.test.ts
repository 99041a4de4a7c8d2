import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Region, VisionImage } from '../../src/vision/backend.ts'
import { transformersBackend } from '../../src/vision/transformers-backend.ts'
import { importTransformers } from '../../src/vision/transformers-library.ts'
import { tinyClip, tinyDepth, tinyDetector } from './tiny-models.ts'

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

  it('gives the median depth of a region, larger where farther', async () => {
    const measures = await transformersBackend({ models: { depth: await tinyDepth(join(folder, 'glpn'), 'glpn') } })
    const ceiling = region(0, 20, 40, 24)
    const depths = await measures.answer([
      { op: 'depth', region: left },
      { op: 'depth', region: ceiling },
    ])
    console.log(depths)
    await measures.close()
    const near = await transformersBackend({
      models: { depth: await tinyDepth(join(folder, 'any'), 'depth_anything') },
    })
    console.log(await near.answer([{ op: 'depth', region: left }]))
  })

  it('clip', async () => {
    const backend = await transformersBackend({ models: { matcher: await tinyClip(join(folder, 'clip')) } })
    console.log(
      await backend.answer([
        { op: 'match', region: left, texts: ['a blue dog', 'a red dog'] },
        { op: 'match', region: left, texts: ['red dog'] },
        { op: 'verify', region: left, name: 'dog', property: 'red' },
        { op: 'verify', region: left, name: 'dog', property: 'blue' },
      ]),
    )
  })

  it('owl', async () => {
    const backend = await transformersBackend({ models: { detector: await tinyDetector(join(folder, 'owl')) } })
    console.log(
      JSON.stringify(
        await backend.answer([
          { op: 'find', region: region(0, 0, 40, 20), name: 'red dog' },
          { op: 'find', region: region(0, 0, 40, 20), name: 'blue dog' },
          { op: 'find', region: right, name: 'red dog' },
        ]),
      ),
    )
  })
})
