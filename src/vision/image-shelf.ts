import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { EngineError } from '../core/engine-error.ts'
import type { Pixels, VisionImage } from './backend.ts'
import { decodeImage, measureImage } from './decode-image.ts'
import { lruMap } from './lru-map.ts'

/** Bytes of the largest image file that is read. */
const MOST_BYTES = 200 << 20

/** Where the images of tasks come from. */
export interface ImageShelf {
  /** Throws `EngineError` (usage) where there is no such image, or it cannot be used. */
  open(path: string): Promise<VisionImage>
}

export interface ImageShelfOptions {
  /** Bytes of decoded pixels that are kept. Default 256 MB: what is not kept is decoded anew when asked for. */
  readonly keptBytes?: number
  /**
   * `whole` (default) decodes an image when it is opened, so that a broken file is found before anything runs. `header` reads
   * its size only: for backends that look at no pixels.
   */
  readonly check?: 'whole' | 'header'
}

/** Image files, each opened once for all the tasks that show it, as long as it does not change. */
export function imageShelf({ keptBytes = 256 << 20, check = 'whole' }: ImageShelfOptions = {}): ImageShelf {
  const opened = lruMap<Promise<VisionImage>>(10_000)
  const pixels = lruMap<Pixels>(keptBytes, ({ data }) => data.length)
  const decoding = new Map<string, Promise<Pixels>>()

  const decodeOnce = (hash: string, decode: () => Promise<Pixels>): Promise<Pixels> => {
    const kept = pixels.get(hash)
    if (kept !== undefined) return Promise.resolve(kept)
    const underWay = decoding.get(hash)
    if (underWay !== undefined) return underWay
    const work = decode()
      .then((decoded) => {
        pixels.set(hash, decoded)
        return decoded
      })
      .finally(() => decoding.delete(hash))
    decoding.set(hash, work)
    return work
  }

  const openFile = async (path: string): Promise<VisionImage> => {
    const bytes = await readBytes(path)
    const hash = hashOf(bytes)
    const size = await measureImage(bytes, path)
    if (check === 'whole') await decodeOnce(hash, () => decodeImage(bytes, path))
    return {
      hash,
      path,
      ...size,
      pixels: () => decodeOnce(hash, async () => decodeImage(await readSame(path, hash), path)),
    }
  }

  return {
    async open(path) {
      const { mtimeMs, size } = await statFile(path)
      const key = `${mtimeMs} ${size} ${path}`
      const known = opened.get(key)
      if (known !== undefined) return known
      const work = openFile(path)
      opened.set(key, work)
      work.catch(() => opened.delete(key))
      return work
    },
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 32)

async function statFile(path: string): Promise<{ mtimeMs: number; size: number }> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new EngineError(
      'usage',
      error.code === 'ENOENT'
        ? `there is no image ${path}: check its path`
        : `cannot read the image ${path}: ${error.message}`,
      { cause: error },
    )
  })
  if (!found.isFile()) throw new EngineError('usage', `${path} is no file: give the path of an image`)
  if (found.size === 0) throw new EngineError('usage', `the image ${path} is empty`)
  if (found.size > MOST_BYTES)
    throw new EngineError(
      'usage',
      `the image ${path} has ${found.size >> 20} MB, and at most ${MOST_BYTES >> 20} are read`,
    )
  return found
}

const readBytes = (path: string): Promise<Buffer> =>
  readFile(path).catch((error: Error) => {
    throw new EngineError('usage', `cannot read the image ${path}: ${error.message}`, { cause: error })
  })

/** The file is read again, long after it was opened. */
async function readSame(path: string, hash: string): Promise<Buffer> {
  const bytes = await readBytes(path)
  if (hashOf(bytes) !== hash)
    throw new EngineError('toolset', `the image ${path} was changed while programs looked at it: start again`)
  return bytes
}
