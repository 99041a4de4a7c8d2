import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { png, threeBoxes } from '../../../test/drawing/flat-drawing.ts'
import type { VisionBackend } from '../backend.ts'
import { imageShelf } from '../image-shelf.ts'
import { pixelsBackend } from '../pixels.ts'
import { checkVision } from './check-vision.ts'
import { readNlvrFolder } from './nlvr-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'faultline-nlvr-'))
const { open } = imageShelf()
const rep = [
  [{ type: 'square', color: 'Yellow', size: 20, x_loc: 10, y_loc: 80 }],
  [{ type: 'circle', color: '#0099ff', size: 30, x_loc: 0, y_loc: 5 }],
  [{ type: 'triangle', color: 'Black', size: 10, x_loc: 50, y_loc: 50 }],
]
const line = JSON.stringify({ identifier: '7-0', sentence: 'unused', label: 'true', structured_rep: rep })

beforeAll(async () => {
  mkdirSync(join(folder, 'images'))
  writeFileSync(join(folder, 'dev.json'), `${line}\n\n`)
  const drawing = threeBoxes([
    [{ shape: 'square', x: 10, y: 80, width: 20, color: 0xffff00 }],
    [{ shape: 'circle', x: 0, y: 5, width: 30, color: 0x0099ff }],
    [{ shape: 'triangle', x: 50, y: 50, width: 10, color: 0x000000 }],
  ])
  writeFileSync(join(folder, 'images', 'dev-7-0-0.png'), await png(drawing))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('checking a backend against what is in the images', () => {
  test('what is seen as it is counts as exact', async () => {
    expect(await checkVision(await readNlvrFolder(folder), pixelsBackend(), open)).toEqual({
      images: 1,
      objects: 3,
      exact: 1,
      byAttribute: { found: 1, box: 1, centre: 1, size: 1, shape: 1, color: 1 },
      extra: 0,
      missed: 0,
      misses: [],
    })
  })

  test('what is seen otherwise is told, thing by thing', async () => {
    const [truth] = await readNlvrFolder(folder)
    const other = {
      ...truth!,
      boxes: [
        [{ shape: 'circle', color: 'Yellow', size: 20, x: 10, y: 80 }],
        [{ shape: 'circle', color: 'red', size: 20, x: 3, y: 5 }],
        [{ shape: 'triangle', color: 'Black', size: 10, x: 10, y: 10 }],
      ],
    }
    const check = await checkVision([other], pixelsBackend(), open)
    expect(check).toMatchObject({ objects: 3, exact: 0, extra: 1, missed: 3 })
    expect(check.misses.map(({ wrong }) => wrong)).toEqual([
      ['shape'],
      ['centre', 'size', 'color'],
      ['found', 'box', 'centre', 'size', 'shape', 'color'],
    ])
    expect(check.byAttribute.found).toBeCloseTo(2 / 3)
  })

  test('a backend that sees nothing has nothing right', async () => {
    const blind: VisionBackend = {
      ...pixelsBackend(),
      answer: async (questions) => questions.map(() => ({ boxes: [] })),
    }
    expect(await checkVision(await readNlvrFolder(folder), blind, open)).toMatchObject({
      exact: 0,
      missed: 3,
      extra: 0,
    })
  })
})

describe('a folder that is not as it should be', () => {
  const broken = (text: string): string => {
    const place = mkdtempSync(join(folder, 'broken-'))
    writeFileSync(join(place, 'dev.json'), text)
    return place
  }

  test.each([
    ['no such folder', () => join(folder, 'none'), 'has to hold NLVR’s dev.json'],
    ['a line that is torn', () => broken(`${line}\n{"identifier"`), 'dev.json:2 is not JSON'],
    ['a line of other things', () => broken('{"identifier": 3}'), 'dev.json:1 is not as expected'],
  ])('%s is told with its place', async (_, place, message) => {
    await expect(readNlvrFolder(place())).rejects.toMatchObject({ boundary: 'usage' })
    await expect(readNlvrFolder(place())).rejects.toThrow(message)
  })

  test('an image that is missing is told by its path', async () => {
    const truths = await readNlvrFolder(broken(line))
    await expect(checkVision(truths, pixelsBackend(), open)).rejects.toThrow('dev-7-0-0.png')
  })
})

const published = join(import.meta.dirname, '../../../../shared/data/nlvr')
test.skipIf(!existsSync(join(published, 'dev.json')))(
  'in NLVR’s published images (skipped where they are not there) 99.9 % of the objects are exact',
  async () => {
    const truths = await readNlvrFolder(published)
    const check = await checkVision(
      truths.filter((_, index) => index % 10 === 0),
      pixelsBackend(),
      open,
    )
    expect(check.images).toBe(99)
    expect(check.exact).toBeGreaterThanOrEqual(0.999)
    expect(check.extra).toBe(0)
  },
)
