import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Benchmark } from '../core/benchmark.ts'
import { EngineError } from '../core/engine-error.ts'
import { contentId } from '../core/program.ts'
import { drawScene } from './shapes/scene/draw-scene.ts'
import type { ShapesExample } from './shapes/example.ts'
import { shapesExample } from './shapes/example.ts'
import type { ShapesScene } from './shapes/scene/scene.ts'
import { inParallel } from './visual/in-parallel.ts'
import { visualBenchmark } from './visual/visual-benchmark.ts'
import type { VisualOptions } from './visual/visual-options.ts'
import type { VisualRow } from './visual/visual-row.ts'
import { asQuestion } from './visual/visual-row.ts'

export interface ShapesOptions extends Omit<VisualOptions, 'data' | 'gold'> {
  /** Tasks `shapes-<seed>-0` to `shapes-<seed>-<count - 1>`. */
  readonly count: number
  /** Where the images are written. Default `faultline/shapes` in `$XDG_CACHE_HOME` or `~/.cache`. */
  readonly dir?: string
}

/** The default folder of the images, shared by all runs of a user. */
export const defaultShapesFolder = (environment: NodeJS.ProcessEnv = process.env): string =>
  join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'faultline', 'shapes')

/**
 * Scenes of shapes and towers, drawn by this project, each with a sentence of which half are true, and a program that answers it:
 * the seed, unless `programs` says otherwise. Equal seeds give equal tasks. `EngineError` (benchmark) where an image cannot
 * be written.
 */
export function shapes({
  count,
  dir = defaultShapesFolder(),
  seed = 0,
  programs = 'gold',
  ...options
}: ShapesOptions): Benchmark {
  const made = new Map<number, ShapesExample>()
  const exampleOf = (index: number): ShapesExample => {
    const example = made.get(index) ?? shapesExample(seed, index)
    made.set(index, example)
    return example
  }
  const gold = async (): Promise<ReadonlyMap<string, string>> =>
    new Map(numbersTo(count).map((index) => [idOf(seed, index), exampleOf(index).program]))
  const all: VisualOptions = { ...options, seed, programs, gold, data: dir }
  return visualBenchmark('shapes', () => shapesRows({ seed, count, dir, exampleOf }), all)
}

const numbersTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index)
const idOf = (seed: number, index: number): string => `shapes-${seed}-${index}`

/** Rows that are made at the same time: drawing waits for the disk. */
const batch = 16

interface Rows extends Required<Pick<ShapesOptions, 'seed' | 'count' | 'dir'>> {
  exampleOf(index: number): ShapesExample
}

async function* shapesRows({ seed, count, dir, exampleOf }: Rows): AsyncGenerator<VisualRow> {
  for (let from = 0; from < count; from += batch) {
    const numbers = numbersTo(Math.min(batch, count - from)).map((number) => from + number)
    yield* await inParallel(numbers, batch, async (index) => {
      const example = exampleOf(index)
      const id = idOf(seed, index)
      return rowOf(id, example, await writeImage(dir, id, example.scene))
    })
  }
}

const rowOf = (id: string, { sentence, label }: ShapesExample, image: string): VisualRow => ({
  id,
  gold: { kind: 'yes/no', value: label },
  visual: {
    question: sentence,
    query: `Given an image: ${asQuestion(sentence)}`,
    header: 'def execute_command(image) -> str:',
    input: 'image',
    answer: 'yes/no',
    images: [image],
  },
})

/** The path of the scene's image, drawn where it is not there yet. Its name changes with what it shows. */
async function writeImage(dir: string, id: string, scene: ShapesScene): Promise<string> {
  const path = join(dir, `${id}-${contentId(JSON.stringify(scene)).slice(0, 8)}.png`)
  try {
    if (await isThere(path)) return path
    await mkdir(dir, { recursive: true })
    // Whole or not at all: several runs may draw the same image.
    const part = `${path}.${process.pid}.part`
    await writeFile(part, await drawScene(scene))
    await rename(part, path)
    return path
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new EngineError('benchmark', `cannot write the image ${path}: ${why}`, { cause: error })
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    ({ size }) => size > 0,
    () => false,
  )
