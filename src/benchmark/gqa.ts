import { z } from 'zod'
import type { Benchmark } from '../core/benchmark.ts'
import { findFile, imageFinder } from './visual/find-file.ts'
import { readJson } from './visual/read-json.ts'
import { visualBenchmark } from './visual/visual-benchmark.ts'
import type { VisualOptions } from './visual/visual-options.ts'
import type { VisualRow } from './visual/visual-row.ts'

const fileShape = z.record(z.string(), z.object({ question: z.string(), imageId: z.string(), answer: z.string() }))

export interface GqaOptions extends VisualOptions {
  /** Default `testdev`, as VDebugger. */
  readonly split?: 'testdev' | 'val' | 'train'
  /** The balanced questions (default, as VDebugger), or all of them. */
  readonly questions?: 'balanced' | 'all'
}

/**
 * GQA (Hudson and Manning 2019): questions on photographs, answered in a word or two. Exact match after VQA's normalisation.
 * The folder holds `questions/testdev_balanced_questions.json` (or that file itself) and `images/<imageId>.jpg`.
 */
export const gqa = (options: GqaOptions): Benchmark => visualBenchmark('gqa', () => gqaRows(options), options)

async function* gqaRows({ data, split = 'testdev', questions = 'balanced' }: GqaOptions): AsyncGenerator<VisualRow> {
  const file = `${split}_${questions}_questions.json`
  const rows = await readJson(await findFile(data, [`questions/${file}`, file]), fileShape)
  const find = imageFinder(data)
  for (const [id, { question, imageId, answer }] of Object.entries(rows)) {
    yield {
      id,
      // The kind of the answer would say too much: whether it is yes or no must be read off the question.
      gold: { kind: 'text', text: answer },
      visual: {
        question,
        query: `Given an image: ${question}`,
        header: 'def execute_command(image) -> str:',
        input: 'image',
        answer: 'text',
        images: [await find([`images/${imageId}.jpg`, `allImages/images/${imageId}.jpg`, `${imageId}.jpg`])],
      },
    }
  }
}
