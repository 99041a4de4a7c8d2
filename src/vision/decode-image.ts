import sharp from 'sharp'
import { EngineError } from '../core/engine-error.ts'
import type { Pixels } from './backend.ts'

/** Pixels of the largest image that is opened: it takes 150 MB when decoded. */
export const MOST_PIXELS = 50_000_000
const FORMATS = ['png', 'jpeg', 'webp']

/**
 * Width and height as a person sees the image (turned as its EXIF data says). Throws `EngineError` (usage) where the bytes
 * are no image of a known form, or one that is too big.
 */
export async function measureImage(bytes: Uint8Array, path: string): Promise<{ width: number; height: number }> {
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw unreadable(path, error)
    })
  const { format, pages = 1, autoOrient } = metadata
  if (!FORMATS.includes(format))
    throw new EngineError('usage', `the image ${path} is of format ${format}: give PNG, JPEG or WebP`)
  if (pages > 1) throw new EngineError('usage', `the image ${path} has ${pages} frames: give one that does not move`)
  const { width, height } = autoOrient
  if (width * height > MOST_PIXELS)
    throw new EngineError(
      'usage',
      `the image ${path} has ${width} × ${height} pixels, and at most ${MOST_PIXELS / 1e6} million are opened: make it smaller`,
    )
  return { width, height }
}

/** Three bytes for each pixel; what is transparent is white. Throws `EngineError` (usage) where the file is cut off or broken. */
export async function decodeImage(bytes: Uint8Array, path: string): Promise<Pixels> {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'truncated' })
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, data }
  } catch (error) {
    throw unreadable(path, error)
  }
}

function unreadable(path: string, error: unknown): EngineError {
  const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  const isNone = /unsupported image format/i.test(said)
  const what = isNone ? 'it is no image that is known: give PNG, JPEG or WebP' : `it is broken or cut off (${said})`
  return new EngineError('usage', `the image ${path} cannot be read: ${what}`, { cause: error })
}
