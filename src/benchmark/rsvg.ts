import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Benchmark } from '../core/benchmark.ts'
import { EngineError } from '../core/engine-error.ts'
import { fileReason } from '../core/file-reason.ts'
import { boxFromTop } from './visual/box-overlap.ts'
import { findFile, imageFinder } from './visual/find-file.ts'
import { checked } from './visual/read-json.ts'
import { visualBenchmark } from './visual/visual-benchmark.ts'
import type { VisualOptions } from './visual/visual-options.ts'
import type { VisualRow } from './visual/visual-row.ts'
import type { XmlElement } from './visual/xml-elements.ts'
import { childOf, readXml } from './visual/xml-elements.ts'

export interface RsvgOptions extends VisualOptions {
  /** Default `test`. */
  readonly split?: 'test' | 'val' | 'train'
}

/**
 * DIOR-RSVG (Zhan et al. 2023): find what an expression names in an aerial photograph; IoU above 0.7. The numbers in
 * `test.txt` count the objects of all `Annotations/*.xml` (Pascal VOC's form, with a `description`), file after file, from 0;
 * the published loader takes the files in the order in which the disk lists them, this one by name. Images are in
 * `JPEGImages/`.
 */
export const rsvg = (options: RsvgOptions): Benchmark => visualBenchmark('rsvg', () => rsvgRows(options), options)

async function* rsvgRows({ data, split = 'test' }: RsvgOptions): AsyncGenerator<VisualRow> {
  const wanted = await indexesOf(await findFile(data, [`${split}.txt`]))
  const folder = join(data, 'Annotations')
  const find = imageFinder(data)
  let index = 0
  for (const file of await xmlFiles(folder)) {
    const path = join(folder, file)
    const root = readXml(await readFile(path, 'utf8'), path)
    for (const object of root.children.filter(({ name }) => name === 'object')) {
      const number = index++
      if (!wanted.delete(number)) continue
      const image = childOf(root, ['filename'], path).text
      const question = childOf(object, ['description'], path).text
      yield {
        id: String(number),
        gold: { kind: 'patch', box: boxOf(object, numberIn(root, ['size', 'height'], path), path) },
        visual: {
          question,
          query: `Given an image: Find ${question}.`,
          header: 'def execute_command(image) -> ImagePatch:',
          input: 'image',
          answer: 'patch',
          images: [await find([`JPEGImages/${image}`, `images/${image}`, image])],
        },
      }
    }
  }
  if (wanted.size > 0)
    throw new EngineError(
      'usage',
      `${split}.txt names ${wanted.size} objects more than ${folder} holds (${index}): a file is missing`,
    )
}

async function indexesOf(path: string): Promise<Set<number>> {
  const lines = (await readFile(path, 'utf8')).split(/\r?\n/)
  const shape = z.string().regex(/^\d+$/, 'a line is the number of an object').transform(Number)
  return new Set(
    lines.flatMap((line, at) => (line.trim() === '' ? [] : [checked(line.trim(), shape, `${path}:${at + 1}`)])),
  )
}

async function xmlFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.xml')).sort()
  } catch (error) {
    throw new EngineError('usage', `cannot read the annotations in ${folder}: ${fileReason(error)}`, {
      cause: error,
    })
  }
}

function boxOf(object: XmlElement, height: number, path: string) {
  const [left, top, right, bottom] = ['xmin', 'ymin', 'xmax', 'ymax'].map((side) =>
    numberIn(object, ['bndbox', side], path),
  )
  return boxFromTop({ x: left!, y: top!, width: right! - left!, height: bottom! - top! }, height)
}

const numberIn = (element: XmlElement, names: readonly string[], path: string): number =>
  checked(Number(childOf(element, names, path).text || 'NaN'), z.number(), `${path}: <${names.join('><')}>`)
