import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import sharp from 'sharp'
import { EngineError } from '../../core/engine-error.ts'
import type { VisualInput } from '../../core/visual.ts'
import type { AttemptRun, TaskRun } from '../../record/run.ts'
import type { PageImage, Watched } from '../../report/visual-page.ts'
import { visualPage as pageOf } from '../../report/visual-page.ts'
import type { VisualReport } from '../../report/visual-report.ts'
import { measureImage } from '../../vision/decode-image.ts'
import type { VisualTraces } from '../command/visual-traces.ts'

/** The longest side of an embedded image, in pixels: of a few images, and of many. */
const longestSide = { few: 1600, many: 640 }
const fewImages = 4
/** An image that is as small as this is embedded as it is. */
const smallBytes = 200_000

/** The report of a visual task as one HTML page, with its images in it. Throws `EngineError` (usage) where one cannot be read. */
export async function visualPage(report: VisualReport, task: TaskRun, traces: VisualTraces): Promise<string> {
  const [first] = task.attempts
  const last = task.attempts.find(({ id }) => id === task.submitted?.attemptId) ?? first
  const { images: paths = [], input = 'image' } = task.visual ?? {}
  const longest = paths.length > fewImages ? longestSide.many : longestSide.few
  const images: PageImage[] = []
  for (const [index, path] of paths.entries())
    images.push(await pageImage(path, imageName(path, index, input), longest))
  const isChanged = report.before !== report.after
  return pageOf({
    report,
    images,
    before: watched(report.before, first, traces.before),
    ...(isChanged && { after: watched(report.after, last, traces.after) }),
  })
}

const watched = (source: string, attempt: AttemptRun | undefined, execution: VisualTraces['before']): Watched => ({
  source,
  feedback: attempt?.feedback ?? [],
  ...(execution && { execution }),
})

const imageName = (path: string, index: number, input: VisualInput): string =>
  input === 'image_dict' ? (index === 0 ? 'left' : 'right') : basename(path)

/** A large image is embedded smaller; `width` and `height` stay those that its boxes are counted in. */
async function pageImage(path: string, name: string, longest: number): Promise<PageImage> {
  try {
    const bytes = await readFile(path)
    const size = await measureImage(bytes, path)
    const { format, orientation = 1 } = await sharp(bytes).metadata()
    const isSmall = bytes.length <= smallBytes && Math.max(size.width, size.height) <= longest
    const href = isSmall && orientation === 1 ? dataUri(`image/${format}`, bytes) : await shrunk(bytes, longest)
    return { name, ...size, href }
  } catch (error) {
    if (error instanceof EngineError) throw error
    throw new EngineError('usage', `cannot put the image ${path} into the report: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/** WebP without loss where that is small, as for drawings; else with little. */
async function shrunk(bytes: Buffer, longest: number): Promise<string> {
  const fitted = () =>
    sharp(bytes).autoOrient().resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
  const exact = await fitted().webp({ lossless: true }).toBuffer()
  return dataUri('image/webp', exact.length <= smallBytes ? exact : await fitted().webp({ quality: 82 }).toBuffer())
}

const dataUri = (type: string, bytes: Buffer): string => `data:${type};base64,${bytes.toString('base64')}`
