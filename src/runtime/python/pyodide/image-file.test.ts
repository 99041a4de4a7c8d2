import { chmod, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { decodeImage, encodeImage, imagePlaces, readImage, writeImage } from './image-file.ts'

const image = {
  data: Uint8Array.from({ length: 1000 }, (_, index) => index),
  stack: { top: 2000, end: 1000 },
  heap: Uint8Array.from({ length: 4000 }, (_, index) => 3 * index),
  entries: { candidate: 1, grader: 2 },
  version: '3.14.2',
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-image-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('an image that was kept comes back, and no draft of it stays', async () => {
  const places = imagePlaces('a.image', join(folder, 'new', 'cache'))
  await writeImage(places, image)
  expect(await readImage(places)).toEqual(image)
  expect(await readdir(join(folder, 'new', 'cache'))).toEqual(['a.image'])
})

test('every byte counts: a changed or a cut file is none', async () => {
  const bytes = encodeImage(image)
  for (const at of [0, 31, 33, 40, 200, bytes.length - 1]) {
    const changed = Buffer.from(bytes)
    changed[at]! ^= 1
    expect(decodeImage(changed)).toBeUndefined()
  }
  for (const length of [0, 10, 32, 36, bytes.length - 1]) expect(decodeImage(bytes.subarray(0, length))).toBeUndefined()
})

test('a damaged file is replaced', async () => {
  const places = imagePlaces('a.image', folder)
  await writeFile(places[0]!, 'damaged')
  expect(await readImage(places)).toBeUndefined()
  await writeImage(places, image)
  expect(decodeImage(await readFile(places[0]!))).toEqual(image)
})

test('only the latest images are kept', async () => {
  for (let number = 0; number < 7; number++) {
    const [place] = imagePlaces(`${number}.image`, folder)
    await writeImage([place!], image)
    await utimes(place!, number, number)
  }
  expect((await readdir(folder)).sort()).toEqual(['3.image', '4.image', '5.image', '6.image'])
})

test('an image that is used is none of the oldest', async () => {
  const places = ['used', 'b', 'c', 'd', 'e', 'f'].map((name) => imagePlaces(`${name}.image`, folder))
  for (const [number, [place]] of places.slice(0, -1).entries()) {
    await writeFile(place!, encodeImage(image))
    await utimes(place!, number, number)
  }
  expect(await readImage(places[0]!)).toEqual(image)
  await writeImage(places.at(-1)!, image)
  expect((await readdir(folder)).sort()).toEqual(['d.image', 'e.image', 'f.image', 'used.image'])
})

test('the draft of a process that still writes is left alone, that of one long gone is not', async () => {
  for (let number = 0; number < 7; number++) await writeFile(join(folder, `a.image.${number}.draft`), '')
  await utimes(join(folder, 'a.image.3.draft'), 3, 3)
  await writeImage(imagePlaces('b.image', folder), image)
  const kept = [0, 1, 2, 4, 5, 6].map((number) => `a.image.${number}.draft`)
  expect((await readdir(folder)).sort()).toEqual([...kept, 'b.image'])
})

test('many that write at once all keep theirs in the first place', async () => {
  const [first, second] = [join(folder, 'first'), join(folder, 'second')]
  const names = Array.from({ length: 12 }, (_, number) => `${number}.image`)
  await Promise.all(names.map((name) => writeImage([join(first, name), join(second, name)], image)))
  expect((await readdir(first)).filter((name) => !name.endsWith('.image'))).toEqual([])
  await expect(readdir(second)).rejects.toThrow('ENOENT')
})

test.skipIf(process.getuid === undefined)('a directory that others can write to is no place for it', async () => {
  const places = imagePlaces('a.image', folder)
  await writeImage(places, image)
  await chmod(folder, 0o777)
  expect(await readImage(places)).toBeUndefined()
  await writeImage(imagePlaces('b.image', folder), image)
  expect(await readdir(folder)).toEqual(['a.image'])
})

test('where the first place cannot be written the next is taken, and without any nothing fails', async () => {
  const file = join(folder, 'file')
  await writeFile(file, '')
  const [blocked, free] = [join(file, 'a.image'), join(folder, 'b.image')]
  await writeImage([blocked, free], image)
  expect(await readImage([blocked, free])).toEqual(image)
  for (const hopeless of [blocked, '/proc/none/a.image', '/dev/null/a.image']) {
    await writeImage([hopeless], image)
    expect(await readImage([hopeless])).toBeUndefined()
  }
})
