import sharp from 'sharp'
import { EngineError } from '../core/engine-error.ts'
import type { Region, VisionImage } from './backend.ts'

/** A rectangle of whole pixels, rows counted from the top as picture files do. */
export interface PixelRectangle {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The pixels that a region covers, cut at the edges of its image. Throws `EngineError` (toolset) where that is none. */
export function pixelsOf({ image, box }: Region): PixelRectangle {
  const left = clamp(Math.floor(box.left), image.width)
  const right = clamp(Math.ceil(box.right), image.width)
  const top = clamp(Math.floor(image.height - box.upper), image.height)
  const bottom = clamp(Math.ceil(image.height - box.lower), image.height)
  if (right > left && bottom > top) return { left, top, width: right - left, height: bottom - top }
  throw new EngineError(
    'toolset',
    `a region of ${image.path} covers no pixel: [${box.left}, ${box.lower}, ${box.right}, ${box.upper}] in ${image.width} x ${image.height}`,
  )
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value))

/** Width and height in which a region is shown: no side over `longest`, and none so small that a model sees nothing. */
export function shownSize({ width, height }: PixelRectangle, longest: number): { width: number; height: number } {
  const smallest = Math.min(64, longest)
  const wanted = Math.max(1, smallest / Math.min(width, height))
  const scale = Math.min(wanted, longest / Math.max(width, height))
  const scaled = (side: number) => Math.max(1, Math.round(side * scale))
  return { width: scaled(width), height: scaled(height) }
}

/** The region as a PNG file of this size. */
export async function regionPng(image: VisionImage, part: PixelRectangle, size: { width: number; height: number }) {
  const { width, height, data } = await image.pixels()
  return sharp(data, { raw: { width, height, channels: 3 } })
    .extract(part)
    .resize({ ...size, fit: 'fill' })
    .png()
    .toBuffer()
}
