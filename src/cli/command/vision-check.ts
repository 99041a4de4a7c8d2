import { EngineError } from '../../core/engine-error.ts'
import type { VisionCheck } from '../../vision/pixels/check-vision.ts'
import { checkVision } from '../../vision/pixels/check-vision.ts'
import type { TrueImage } from '../../vision/pixels/nlvr-folder.ts'
import { readNlvrFolder } from '../../vision/pixels/nlvr-folder.ts'
import type { ImageShelf } from '../../vision/image-shelf.ts'
import { imageShelf } from '../../vision/image-shelf.ts'
import type { ExitCode } from '../exit-code.ts'
import { exitCodes } from '../exit-code.ts'
import { modelOf } from '../open-engine.ts'
import { openVision } from '../open-vision.ts'
import type { Colors } from '../output/colors.ts'
import { colorsFor } from '../output/colors.ts'
import type { ModelFlags, VisionFlags } from '../vision-options.ts'

export interface VisionCheckOptions extends VisionFlags, ModelFlags {
  readonly data: string
  readonly seed: number
  readonly limit?: number
  readonly json?: true
}

/** `faultline vision check --backend pixels --data DIR`: exit code 1 where less than 99 % of the objects are seen as they are, 3 where an image could not be read. */
export async function visionCheck(options: VisionCheckOptions, signal: AbortSignal): Promise<ExitCode> {
  const truths = (await readNlvrFolder(options.data)).slice(0, options.limit)
  const { backend } = await openVision(options, options.seed, await modelOf(options))
  const shelf = imageShelf()
  try {
    const there = await withImages(truths, shelf)
    const check = await checkVision(there, backend, async (path) => {
      signal.throwIfAborted()
      return shelf.open(path)
    })
    const { name } = backend
    if (options.json) process.stdout.write(`${JSON.stringify({ backend: name, ...check }, null, 2)}\n`)
    else process.stdout.write(checkText(name, check, colorsFor(process.stdout, process.env)))
    if (there.length < truths.length) return exitCodes.engine
    return check.exact >= 0.99 ? exitCodes.ok : exitCodes.failed
  } finally {
    await backend.close()
  }
}

/** Those whose image can be opened; the others are told. Throws what is wrong with the first where there is none left. */
async function withImages(truths: readonly TrueImage[], shelf: ImageShelf): Promise<readonly TrueImage[]> {
  const failures: EngineError[] = []
  const there: TrueImage[] = []
  for (const truth of truths)
    await shelf.open(truth.path).then(
      () => there.push(truth),
      (error: unknown) => {
        if (!(error instanceof EngineError)) throw error
        failures.push(error)
      },
    )
  const [first] = failures
  if (first !== undefined && there.length === 0) throw first
  if (first !== undefined)
    process.stderr.write(`faultline: ${failures.length} of ${truths.length} images are left out: ${first.message}\n`)
  return there
}

const shownMisses = 10

function checkText(
  name: string,
  { images, objects, exact, byAttribute, extra, misses, missed }: VisionCheck,
  colors: Colors,
): string {
  const { bold, dim } = colors
  const width = Math.max(...Object.keys(byAttribute).map((aspect) => aspect.length))
  const more = missed - Math.min(missed, shownMisses)
  return `${[
    bold(`${name}: ${percent(exact)} of ${objects} objects in ${images} images are seen as they are`),
    ...Object.entries(byAttribute).map(([aspect, share]) => `  ${aspect.padEnd(width)}  ${percent(share)}`),
    `  ${extra} things were seen that are not there`,
    ...misses
      .slice(0, shownMisses)
      .map(({ image, box, expected, wrong }) =>
        dim(
          `  ${image} box ${box + 1}: ${expected.color} ${expected.shape} at ${expected.x},${expected.y}: wrong ${wrong.join(', ')}`,
        ),
      ),
    ...(more > 0 ? [dim(`  … and ${more} more (--json has a hundred)`)] : []),
  ].join('\n')}\n`
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`
