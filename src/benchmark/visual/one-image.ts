import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { EngineError } from '../../core/engine-error.ts'
import { fileReason } from '../../core/file-reason.ts'

/** Pixels of each side of a tile. */
const side = 500

/**
 * Gives `use` the path of one image that holds them all: each made 500 × 500, side by side; more than two in a grid as square
 * as may be. The file is gone afterwards. `EngineError` (benchmark) names an image that cannot be read.
 */
export async function withOneImage<T>(paths: readonly string[], use: (path: string) => Promise<T>): Promise<T> {
  if (paths.length === 1) return use(paths[0]!)
  const columns = paths.length === 2 ? 2 : Math.ceil(Math.sqrt(paths.length))
  const rows = Math.ceil(paths.length / columns)
  const folder = await mkdtemp(join(tmpdir(), 'faultline-images-'))
  try {
    const tiles = await Promise.all(
      paths.map(async (path, index) => ({
        input: await tileOf(path),
        left: side * (index % columns),
        top: side * Math.floor(index / columns),
      })),
    )
    const whole = join(folder, 'images.png')
    const canvas = { width: side * columns, height: side * rows, channels: 3, background: 'black' } as const
    await sharp({ create: canvas }).composite(tiles).png().toFile(whole)
    return await use(whole)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function tileOf(path: string): Promise<Buffer> {
  try {
    return await sharp(path).resize(side, side, { fit: 'fill' }).png().toBuffer()
  } catch (error) {
    throw new EngineError('benchmark', `cannot read the image ${path}: ${fileReason(error)}`, { cause: error })
  }
}
