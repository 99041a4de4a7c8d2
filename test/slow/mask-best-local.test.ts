import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { maskBestLogits } from '../../src/inject/mask-best-logits.ts'
import { importTransformers } from '../../src/vision/transformers-library.ts'
import { tinyBigram } from './tiny-models.ts'

interface Library {
  readonly Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => object
  readonly AutoModelForCausalLM: {
    from_pretrained(
      from: string,
      options: object,
    ): Promise<{
      generate(options: object): Promise<{ tolist(): bigint[][] }>
      dispose(): Promise<unknown>
    }>
  }
}

const library = (await importTransformers().catch(() => undefined)) as Library | undefined
const suite =
  library === undefined
    ? 'mask-best decoding (skipped: the optional package @huggingface/transformers is not installed)'
    : 'mask-best decoding of a local model'

/** Margins of the six places; at each, the best token has the even id, the other one the odd id after it. */
const gaps = [0.95, 0.5, 0.2, 0.92, 0.1, 0.3]
const bestAt = (place: number) => 2 + 2 * place

/** From either token of a place to those of the next one; from the last to the end, which is 1. */
const next = Array.from({ length: 2 + 2 * gaps.length }, (_, id) => {
  const place = id === 0 ? 0 : Math.floor(id / 2)
  const gap = gaps[place]
  return Array.from({ length: 2 + 2 * gaps.length }, (_, token) => {
    if (gap === undefined || id === 1) return token === 1 ? 1 : 0
    return token === bestAt(place) ? (1 + gap) / 2 : token === bestAt(place) + 1 ? (1 - gap) / 2 : 0
  })
})

describe.skipIf(library === undefined)(suite, () => {
  it('refuses the best tokens at places 2, 3 and 5 of every sequence, and none when it is greedy', async () => {
    const { Tensor, AutoModelForCausalLM } = library!
    const folder = await mkdtemp(join(tmpdir(), 'faultline-bigram-'))
    const from = await tinyBigram(folder, next)
    const model = await AutoModelForCausalLM.from_pretrained(from, { local_files_only: true, dtype: 'fp32' })
    const generate = async (options: object) => {
      const inputs = new Tensor('int64', BigInt64Array.of(0n, 0n, 0n), [3, 1])
      const sequences = await model.generate({ inputs, max_new_tokens: 9, ...options })
      return sequences.tolist().map((ids) => ids.slice(1, 1 + gaps.length).map((id) => Number(id) % 2 === 0))
    }
    const counts = gaps.map(() => 0)
    const runs = 60
    for (let run = 0; run < runs; run++) {
      const processor = maskBestLogits()
      const sampling = { logits_processor: [processor], do_sample: true, top_k: 0, temperature: 1 }
      for (const isBest of await generate(sampling)) isBest.forEach((best, place) => (counts[place]! += best ? 1 : 0))
      expect(processor.refused).toEqual([3, 3, 3])
    }
    expect([counts[1], counts[2], counts[4]]).toEqual([0, 0, 0])
    // 175.5 and 172.8 of 180, and 117 with a standard deviation of 6.4: nothing seeds this library's sampling.
    expect(Math.min(counts[0]!, counts[3]!)).toBeGreaterThan(140)
    expect(Math.abs(counts[5]! - 117)).toBeLessThan(38)
    for (const isBest of await generate({ do_sample: false })) expect(isBest).toEqual(gaps.map(() => true))
    await model.dispose()
    await rm(folder, { recursive: true })
  })
})
