import { z } from 'zod'
import type { Benchmark } from '../core/benchmark.ts'
import { readJsonl } from './read-jsonl.ts'
import { findFile, imageFinder } from './visual/find-file.ts'
import { visualBenchmark } from './visual/visual-benchmark.ts'
import type { VisualOptions } from './visual/visual-options.ts'
import type { VisualRow } from './visual/visual-row.ts'
import { asQuestion } from './visual/visual-row.ts'

const splits = ['dev', 'train', 'test'] as const

const rowShape = z.object({
  sentence: z.string(),
  label: z.enum(['true', 'false']),
  identifier: z.string().regex(/^\d+-\d+$/, 'an identifier is like 12-3'),
  directory: z.string().optional(),
})

export interface NlvrOptions extends VisualOptions {
  /** Default: the first of dev, train and test that the folder holds. */
  readonly split?: (typeof splits)[number]
}

/**
 * NLVR (Suhr et al. 2017): is a sentence true of an image of coloured shapes? Of the six orders of an image's boxes the
 * first is used. A row is `n-m`: sentence n with its image m; a program under `n` is for all images of the sentence.
 *
 * The folder holds `dev.json` (lines of JSON) and `images/dev-n-m-0.png`, or `images/<directory>/dev-n-m-0.png` as published.
 */
export const nlvr = (options: NlvrOptions): Benchmark => visualBenchmark('nlvr', () => nlvrRows(options), options)

async function* nlvrRows({ data, split }: NlvrOptions): AsyncGenerator<VisualRow> {
  const known = split === undefined ? splits : [split]
  const path = await findFile(
    data,
    known.flatMap((one) => [`${one}.json`, `${one}/${one}.json`]),
  )
  const own = known.find((one) => path.endsWith(`${one}.json`)) ?? 'dev'
  const find = imageFinder(data)
  for await (const { sentence, label, identifier, directory } of readJsonl(path, rowShape)) {
    const image = `${own}-${identifier}-0.png`
    const folders = ['images', ...(directory === undefined ? [] : [`images/${directory}`])]
    yield {
      id: identifier,
      group: identifier.replace(/-\d+$/, ''),
      gold: { kind: 'yes/no', value: label === 'true' },
      visual: {
        question: sentence,
        query: `Given an image: ${asQuestion(sentence)}`,
        header: 'def execute_command(image) -> str:',
        input: 'image',
        answer: 'yes/no',
        images: [await find(folders.flatMap((folder) => [`${folder}/${image}`, `${own}/${folder}/${image}`]))],
      },
    }
  }
}
