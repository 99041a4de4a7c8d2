import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Benchmark } from '../core/benchmark.ts'
import { EngineError } from '../core/engine-error.ts'
import { boxFromTop } from './visual/box-overlap.ts'
import { findFile, imageFinder } from './visual/find-file.ts'
import { readPickle } from './visual/pickle.ts'
import { pythonShuffle } from './visual/python-random.ts'
import { checked, readJson } from './visual/read-json.ts'
import { visualBenchmark } from './visual/visual-benchmark.ts'
import type { VisualOptions } from './visual/visual-options.ts'
import type { VisualRow } from './visual/visual-row.ts'

/** A dict of the pickle as an object. */
const dict = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((value) => (value instanceof Map ? Object.fromEntries(value) : value), z.object(shape))
const refsShape = z.array(
  dict({
    ann_id: z.number(),
    image_id: z.number(),
    split: z.string(),
    sentences: z.array(dict({ sent_id: z.number(), sent: z.string() })),
  }),
)
const instancesShape = z.object({
  images: z.array(z.object({ id: z.number(), file_name: z.string(), height: z.number() })),
  annotations: z.array(z.object({ id: z.number(), bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]) })),
})
type Refs = z.infer<typeof refsShape>
type Instances = z.infer<typeof instancesShape>

/** What VDebugger evaluates on, by data set. */
const published = {
  refcoco: { folder: 'refcoco', split: 'testA', by: 'unc' },
  'refcoco+': { folder: 'refcoco+', split: 'testA', by: 'unc' },
  refcocog: { folder: 'refcocog', split: 'test', by: 'umd' },
} as const

export interface RefCocoOptions extends VisualOptions {
  /** Default `refcoco`. */
  readonly set?: keyof typeof published
  /** Default as VDebugger: `testA`, `testA`, and `test` of RefCOCOg. */
  readonly split?: 'train' | 'val' | 'test' | 'testA' | 'testB'
  /** Who made the split. Default as VDebugger: `unc`, and `umd` of RefCOCOg. */
  readonly by?: 'unc' | 'umd' | 'google'
}

/**
 * RefCOCO, RefCOCO+ and RefCOCOg (Kazemzadeh et al. 2014, Mao et al. 2016): find what an expression names; IoU above 0.7.
 * Every sentence of every reference is a row (its id the sentence's `sent_id`), in the order in which `random.seed(4)` and
 * `random.shuffle` put the rows of the file.
 *
 * The folder holds `refcoco/refs(unc).p` and `refcoco/instances.json` (or those files themselves) and COCO's `train2014`
 * images, in `images/mscoco/images/train2014/`, `images/train2014/`, `train2014/` or `images/`.
 */
export const refcoco = (options: RefCocoOptions): Benchmark =>
  visualBenchmark(options.set ?? 'refcoco', () => refcocoRows(options), options)

async function* refcocoRows({ data, set = 'refcoco', ...options }: RefCocoOptions): AsyncGenerator<VisualRow> {
  const { folder, split, by } = { ...published[set], ...options }
  const path = await findFile(data, [`${folder}/refs(${by}).p`, `refs(${by}).p`])
  const refs = checked(readPickle(await readFile(path), path), refsShape, path)
  const instances = await findFile(data, [`${folder}/instances.json`, 'instances.json'])
  const places = placesOf(await readJson(instances, instancesShape), instances)
  const find = imageFinder(data)
  const samples = refs.filter((ref) => ref.split === split).flatMap(samplesOf)
  for (const { ref, sentence } of pythonShuffle(samples, 4)) {
    const { box, file } = places(ref)
    yield {
      id: String(sentence.sent_id),
      gold: { kind: 'patch', box },
      visual: {
        question: sentence.sent,
        query: `Given an image: Find ${sentence.sent}.`,
        header: 'def execute_command(image) -> ImagePatch:',
        input: 'image',
        answer: 'patch',
        images: [
          await find([
            `images/mscoco/images/train2014/${file}`,
            `images/train2014/${file}`,
            `train2014/${file}`,
            `images/${file}`,
          ]),
        ],
      },
    }
  }
}

type Ref = Refs[number]
const samplesOf = (ref: Ref) => ref.sentences.map((sentence) => ({ ref, sentence }))

/** The image and the gold box of a reference; boxes of the file are measured from the top. */
function placesOf({ images, annotations }: Instances, path: string) {
  const imageOf = new Map(images.map((image) => [image.id, image]))
  const boxOf = new Map(annotations.map(({ id, bbox }) => [id, bbox]))
  return ({ ann_id, image_id }: Ref) => {
    const [image, bbox] = [imageOf.get(image_id), boxOf.get(ann_id)]
    if (image === undefined || bbox === undefined)
      throw new EngineError(
        'usage',
        `${path} has no ${image ? `annotation ${ann_id}` : `image ${image_id}`}, which the references name`,
      )
    const [x, y, width, height] = bbox
    return { box: boxFromTop({ x, y, width, height }, image.height), file: image.file_name }
  }
}
