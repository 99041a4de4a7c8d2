import { EngineError } from '../core/engine-error.ts'
import type { TokenLogprob } from '../core/model.ts'
import type { Means } from '../core/roles.ts'
import type { MaskBestRule, MaskBestState } from './mask-best-step.ts'
import { drawn, maskBestStep } from './mask-best-step.ts'

export interface DecodeOptions {
  /** Tokens in all. */
  readonly maxTokens: number
  /** The text ends before this. */
  readonly stop: string
  readonly rule: MaskBestRule
  /** Tokens that the server shows at each place, at most. Default 20; OpenAI's own completions show 5. */
  readonly rivals?: number
}

/** Marks that end a text; some servers show them as its last token. */
const ENDS = new Set(['', '</s>', '<|endoftext|>', '<|im_end|>', '<|eot_id|>', '<EOT>'])

/**
 * Goes on with `prompt` by mask-best decoding at temperature 1. The server samples a whole text; its tokens are kept up to the first
 * place where the rule refuses the best token and that token was taken. There one of the others is drawn, and the server goes on
 * from it. A sample that is not the best token already is a draw from the others. So a text costs one request and at most one more
 * for each refusal. The draw of our own is from the others that the server shows (`rivals`): a token that it does not show cannot
 * be drawn there. The server must sample from its whole distribution: vLLM does with `--generation-config vllm`.
 * Throws `EngineError` (model) where the server gives no probabilities.
 */
export async function decodeMaskBest(
  prompt: string,
  { ask, random }: Pick<Means, 'ask' | 'random'>,
  { maxTokens, stop, rule, rivals = 20 }: DecodeOptions,
): Promise<string> {
  let text = ''
  let state: MaskBestState = { refused: 0 }
  let left = maxTokens
  while (left > 0) {
    const reply = await ask({
      messages: [{ role: 'user', text: prompt + text }],
      form: 'completion',
      temperature: 1,
      maxTokens: left,
      stop: [stop],
      seed: Math.floor(random() * 2 ** 31),
      topLogprobs: rivals,
    })
    const walk = keptOf(tokensOf(reply.tokens), { state, rule, random })
    if (!walk.refused) return before(stop, text + reply.text)
    if (!reply.text.trimStart().startsWith(walk.sampled.trimStart()) && !walk.sampled.includes(stop)) throw unjoined()
    text += walk.text
    if (walk.ended || text.includes(stop)) return before(stop, text)
    state = walk.state
    left -= walk.count
  }
  return text
}

interface Walk {
  /** What was sampled and kept. */
  readonly sampled: string
  /** The same, with the token that was drawn instead of the one that was refused. */
  readonly text: string
  readonly count: number
  /** A token was refused: the rest of the sample does not count. */
  readonly refused: boolean
  /** An end of text was drawn. */
  readonly ended: boolean
  readonly state: MaskBestState
}

interface WalkOptions {
  readonly state: MaskBestState
  readonly rule: MaskBestRule
  readonly random: () => number
}

function keptOf(tokens: readonly TokenLogprob[], { state: first, rule, random }: WalkOptions): Walk {
  let state = first
  let sampled = ''
  for (const [index, { text, top }] of tokens.entries()) {
    const logprobs = top.map(({ logprob }) => logprob)
    const { banned, state: next } = maskBestStep(logprobs, state, rule)
    state = next
    const best = banned === undefined ? undefined : top[banned]
    if (best !== undefined && best.text === text) {
      const others = top.filter((rival) => rival !== best)
      const other = drawn(others, ({ logprob }) => Math.exp(logprob), random)
      const ended = ENDS.has(other.text)
      const kept = { sampled, text: ended ? sampled : sampled + other.text }
      return { ...kept, count: index + 1, refused: true, ended, state }
    }
    sampled += text
  }
  return { sampled, text: sampled, count: tokens.length, refused: false, ended: false, state }
}

function tokensOf(tokens: readonly TokenLogprob[] | undefined): readonly TokenLogprob[] {
  if (tokens !== undefined && (tokens.length === 0 || tokens.some(({ top }) => top.length >= 2))) return tokens
  throw new EngineError(
    'model',
    'mask-best decoding needs the probabilities of a token and its rivals, and the model gives none with a completion: take a server that does (vLLM, llama.cpp), or greedy decoding',
  )
}

const unjoined = () =>
  new EngineError(
    'model',
    'the tokens that the model gives do not make up its text, so that it cannot go on from one of them: take a model whose tokens are text',
  )

/** The text before the first `mark` in it. */
const before = (mark: string, text: string): string => {
  const at = text.indexOf(mark)
  return at === -1 ? text : text.slice(0, at)
}
