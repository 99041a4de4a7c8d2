import { z } from 'zod'
import type { Benchmark } from '../core/benchmark.ts'
import { findFile, imageFinder } from './visual/find-file.ts'
import { readJson } from './visual/read-json.ts'
import { visualBenchmark } from './visual/visual-benchmark.ts'
import type { VisualOptions } from './visual/visual-options.ts'
import type { VisualRow } from './visual/visual-row.ts'

const fileShape = z.array(
  z.object({
    question: z.string(),
    answer: z.int(),
    image: z.string(),
    question_id: z.union([z.string(), z.number()]),
    issimple: z.boolean().optional(),
  }),
)

export interface TallyQaOptions extends VisualOptions {
  /** Default `test`. */
  readonly split?: 'test' | 'train'
  /** Default `complex` (`is_simple: False`), as VDebugger. Only the test split says which are simple. */
  readonly which?: 'complex' | 'simple' | 'all'
}

/**
 * TallyQA (Acharya et al. 2019): how many? Equal integers. The folder holds `test.json` and the images under the paths that
 * it names (`VG_100K/…`, `train2014/…`), or those under `images/`.
 */
export const tallyqa = (options: TallyQaOptions): Benchmark =>
  visualBenchmark('tallyqa', () => tallyQaRows(options), options)

async function* tallyQaRows({ data, split = 'test', which = 'complex' }: TallyQaOptions): AsyncGenerator<VisualRow> {
  const rows = await readJson(await findFile(data, [`${split}.json`]), fileShape)
  const find = imageFinder(data)
  /** The file joins several sources, each with numbers of its own. */
  const seen = new Map<string, number>()
  for (const { question, answer, image, question_id, issimple } of rows) {
    if (which !== 'all' && issimple !== (which === 'simple')) continue
    const group = String(question_id)
    const time = (seen.get(group) ?? 0) + 1
    seen.set(group, time)
    yield {
      id: time === 1 ? group : `${group}~${time}`,
      group,
      gold: { kind: 'count', value: answer },
      visual: {
        question,
        query: `Given an image: ${question}`,
        header: 'def execute_command(image) -> str:',
        input: 'image',
        answer: 'count',
        images: [await find([image, `images/${image}`])],
      },
    }
  }
}
