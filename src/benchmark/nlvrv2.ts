import { z } from 'zod'
import type { Benchmark } from '../core/benchmark.ts'
import { readJsonl } from './read-jsonl.ts'
import { findFile, imageFinder } from './visual/find-file.ts'
import { visualBenchmark } from './visual/visual-benchmark.ts'
import type { VisualOptions } from './visual/visual-options.ts'
import type { VisualRow } from './visual/visual-row.ts'
import { asQuestion } from './visual/visual-row.ts'

const rowShape = z.object({
  sentence: z.string(),
  label: z.enum(['True', 'False']),
  identifier: z.string().regex(/^\w+-\d+-\d+-\d+$/, 'an identifier is like test1-12-3-0'),
  directory: z.union([z.string(), z.number()]).optional(),
})

export interface Nlvrv2Options extends VisualOptions {
  /** Default `balanced_test1`, as VDebugger. */
  readonly split?: 'balanced_test1' | 'test1' | 'balanced_test2' | 'test2' | 'balanced_dev' | 'dev' | 'train'
}

/**
 * NLVR2 (Suhr et al. 2019): is a sentence true of two photographs? The folder is that of the published repository
 * (`data/balanced/balanced_test1.json`, `data/test1.json`) or holds the file itself; images are `test1-S-P-img0.png` and
 * `-img1.png`, in the folder, its `images/`, `test1/` or (train) `images/train/<directory>/`.
 */
export const nlvrv2 = (options: Nlvrv2Options): Benchmark =>
  visualBenchmark('nlvrv2', () => nlvrv2Rows(options), options)

async function* nlvrv2Rows({ data, split = 'balanced_test1' }: Nlvrv2Options): AsyncGenerator<VisualRow> {
  const folders = ['', 'balanced/', 'data/', 'data/balanced/', 'nlvr2/data/', 'nlvr2/data/balanced/']
  const path = await findFile(
    data,
    folders.map((folder) => `${folder}${split}.json`),
  )
  const own = split.replace('balanced_', '')
  const find = imageFinder(data)
  for await (const { sentence, label, identifier, directory } of readJsonl(path, rowShape)) {
    const pair = identifier.replace(/-\d+$/, '')
    const places = [
      `images/${own}`,
      own,
      'images',
      '.',
      ...(directory === undefined ? [] : [`images/train/${directory}`]),
    ]
    const image = (side: 0 | 1) => find(places.map((place) => `${place}/${pair}-img${side}.png`))
    yield {
      id: identifier,
      gold: { kind: 'yes/no', value: label === 'True' },
      visual: {
        question: sentence,
        query: `Given two images, one on the left and one on the right: ${asQuestion(sentence)}`,
        header: 'def execute_command(image_dict) -> str:',
        input: 'image_dict',
        answer: 'yes/no',
        images: [await image(0), await image(1)],
      },
    }
  }
}
