import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'

/** The path of a new white PNG of that size. */
export const blankImage = async (width: number, height: number): Promise<string> => {
  const path = join(mkdtempSync(join(tmpdir(), 'faultline-image-')), 'image.png')
  await sharp({ create: { width, height, channels: 3, background: 'white' } })
    .png()
    .toFile(path)
  return path
}
