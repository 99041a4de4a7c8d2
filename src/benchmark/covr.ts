import { z } from 'zod'
import type { Benchmark } from '../core/benchmark.ts'
import { readJsonl } from './read-jsonl.ts'
import { findFile, imageFinder } from './visual/find-file.ts'
import { visualBenchmark } from './visual/visual-benchmark.ts'
import type { VisualOptions } from './visual/visual-options.ts'
import type { VisualRow } from './visual/visual-row.ts'
import { asQuestion } from './visual/visual-row.ts'

const rowShape = z.object({
  qid: z.union([z.string(), z.number()]).optional(),
  id: z.union([z.string(), z.number()]).optional(),
  utterance: z.string(),
  paraphrased: z.string().nullish(),
  scenes: z.array(z.union([z.string(), z.number()])).min(1),
  answer: z.union([z.string(), z.number(), z.boolean()]),
})

export interface CovrOptions extends VisualOptions {
  /** Default `val`. */
  readonly split?: 'val' | 'train' | 'test'
  /** Which wording is asked: people's (default, as VDebugger; rows without one are left out) or the generated one. */
  readonly wording?: 'paraphrased' | 'utterance'
}

/**
 * COVR (Bogin et al. 2021): questions and statements about up to five photographs. Exact match after VQA's normalisation, True
 * and False as yes and no. The folder holds `val.jsonl` and the images `images/<scene>.jpg`.
 */
export const covr = (options: CovrOptions): Benchmark => visualBenchmark('covr', () => covrRows(options), options)

async function* covrRows({ data, split = 'val', wording = 'paraphrased' }: CovrOptions): AsyncGenerator<VisualRow> {
  const find = imageFinder(data)
  let number = 0
  for await (const row of readJsonl(await findFile(data, [`${split}.jsonl`]), rowShape)) {
    const id = String(row.qid ?? row.id ?? number)
    number++
    const question = row[wording]
    if (question === undefined || question === null || question === '') continue
    const images: string[] = []
    for (const scene of row.scenes) images.push(await find(placesOf(String(scene))))
    yield {
      id,
      gold: goldOf(row.answer),
      visual: {
        question,
        query: `Given a list of images: ${asQuestion(question)}`,
        header: 'def execute_command(image_list) -> str:',
        input: 'image_list',
        answer: 'text',
        images,
      },
    }
  }
}

/** Scenes are named with their folder and ending, or without. */
const placesOf = (scene: string): string[] =>
  /\.\w{3,4}$/.test(scene)
    ? [`images/${scene}`, scene]
    : [`images/${scene}.jpg`, `images/gqa/${scene}.jpg`, `${scene}.jpg`]

function goldOf(answer: string | number | boolean): VisualRow['gold'] {
  const text = String(answer)
  return /^(true|false)$/i.test(text)
    ? { kind: 'yes/no', value: text.toLowerCase() === 'true' }
    : { kind: 'text', text }
}
