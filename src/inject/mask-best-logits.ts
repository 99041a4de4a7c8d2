import type { MaskBestRule, MaskBestState } from './mask-best-step.ts'
import { maskBestStep, publishedRule } from './mask-best-step.ts'

/** Scores before the softmax: `data` holds the rows of `dims` = [sequences, vocabulary] one after the other. */
export interface Logits {
  readonly dims: readonly number[]
  readonly data: Float32Array
}

/** A logits processor in the form of `@huggingface/transformers`: changes the logits in place and gives them back. */
export interface MaskBestLogits {
  <Given extends Logits>(inputIds: readonly (readonly bigint[])[], logits: Given): Given
  /** For each sequence how many tokens were refused so far. */
  readonly refused: readonly number[]
}

/**
 * Mask-best decoding for local generation: one for each call of `generate({ logits_processor: [maskBestLogits()], do_sample: true,
 * top_k: 0, temperature: 1 })`, so that the rest is sampled from the whole vocabulary.
 */
export function maskBestLogits(rule: MaskBestRule = publishedRule): MaskBestLogits {
  const states: MaskBestState[] = []
  const process = <Given extends Logits>(_inputIds: readonly (readonly bigint[])[], logits: Given): Given => {
    const size = logits.dims.at(-1) ?? 0
    for (let row = 0; row * size < logits.data.length; row++) {
      const scores = logits.data.subarray(row * size, (row + 1) * size)
      const { banned, state } = maskBestStep(logSoftmax(scores), states[row] ?? { refused: 0 }, rule)
      states[row] = state
      if (banned !== undefined) scores[banned] = -Infinity
    }
    return logits
  }
  return Object.defineProperty(process, 'refused', {
    get: () => states.map(({ refused }) => refused),
  }) as typeof process & { readonly refused: readonly number[] }
}

function logSoftmax(scores: Float32Array): Float64Array {
  const most = scores.reduce((a, b) => Math.max(a, b), -Infinity)
  const sum = scores.reduce((total, score) => total + Math.exp(score - most), 0)
  const shift = most + Math.log(sum)
  return Float64Array.from(scores, (score) => score - shift)
}
