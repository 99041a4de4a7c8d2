import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { imageShelf } from './image-shelf.ts'

const folder = mkdtempSync(join(tmpdir(), 'faultline-images-'))
const file = (name: string) => join(folder, name)
const blue = { r: 0, g: 0, b: 255 }
const png = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background: channels === 3 ? blue : { ...blue, alpha: 0 } } }).png()

beforeAll(async () => {
  await png(3, 2).toFile(file('blue.png'))
  await png(3, 2, 4).toFile(file('clear.png'))
  await png(3, 2).jpeg({ quality: 100 }).withMetadata({ orientation: 6 }).toFile(file('turned.jpg'))
  await png(3, 2).webp({ lossless: true }).toFile(file('blue.webp'))
  await png(3, 2).toColourspace('b-w').toFile(file('grey.png'))
  await png(3, 2).toColourspace('rgb16').toFile(file('deep.png'))
  await png(3, 2).gif().toFile(file('moving.gif'))
  await png(8000, 7000).toFile(file('huge.png'))
  const noise = Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, index) => (index * 7919) % 251))
  const whole = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
    .png()
    .toBuffer()
  writeFileSync(file('broken.png'), whole.subarray(0, whole.length / 2))
  writeFileSync(file('text.png'), 'no image at all')
  writeFileSync(file('empty.png'), '')
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('an image shelf', () => {
  it.each(['blue.png', 'blue.webp', 'deep.png'])('decodes %s, rows from the top, three bytes a pixel', async (name) => {
    const image = await imageShelf().open(file(name))
    const { width, height, data } = await image.pixels()
    expect([image.width, image.height, width, height]).toEqual([3, 2, 3, 2])
    expect([...data]).toEqual(Array.from({ length: 6 }, () => [0, 0, 255]).flat())
  })

  it('turns a photograph as its EXIF data says', async () => {
    const image = await imageShelf().open(file('turned.jpg'))
    const { width, height, data } = await image.pixels()
    expect([image.width, image.height, width, height, data.length]).toEqual([2, 3, 2, 3, 18])
  })

  it('shows what is transparent as white, and grey with three bytes', async () => {
    const shelf = imageShelf()
    const clear = await (await shelf.open(file('clear.png'))).pixels()
    const grey = await (await shelf.open(file('grey.png'))).pixels()
    expect(new Set(clear.data)).toEqual(new Set([255]))
    expect([grey.data.length, new Set(grey.data).size]).toEqual([18, 1])
  })

  it('opens a file once, and again when it has changed', async () => {
    const shelf = imageShelf()
    const path = file('changing.png')
    await png(3, 2).toFile(path)
    const [first, same] = await Promise.all([shelf.open(path), shelf.open(path)])
    expect(same).toBe(first)
    await png(5, 4).toFile(path)
    utimesSync(path, 1, 1)
    const other = await shelf.open(path)
    expect([other.width, other.hash === first.hash]).toEqual([5, false])
  })

  it('decodes anew what it did not keep, and notices a file that is another by then', async () => {
    const path = file('replaced.png')
    await png(3, 2).toFile(path)
    const image = await imageShelf({ keptBytes: 0 }).open(path)
    expect((await image.pixels()).data).toHaveLength(18)
    await png(5, 4).toFile(path)
    await expect(image.pixels()).rejects.toThrow(/was changed while programs looked at it/)
  })

  it.each([
    ['none.png', /there is no image .*none\.png/],
    ['.', /is no file: give the path of an image/],
    ['empty.png', /is empty/],
    ['text.png', /text\.png cannot be read: it is no image that is known: give PNG/],
    ['broken.png', /broken\.png cannot be read/],
    ['moving.gif', /is of format gif: give PNG, JPEG or WebP/],
    ['huge.png', /has 8000 × 7000 pixels, and at most 50 million are opened/],
  ])('refuses %s before anything runs', async (name, message) => {
    const failure: unknown = await imageShelf()
      .open(file(name))
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'EngineError', boundary: 'usage', message: expect.stringMatching(message) })
  })

  it('reads a broken file no further than its header where that is enough', async () => {
    const image = await imageShelf({ check: 'header' }).open(file('broken.png'))
    expect([image.width, image.height]).toEqual([64, 64])
    await expect(image.pixels()).rejects.toThrow(/cannot be read/)
  })
})
