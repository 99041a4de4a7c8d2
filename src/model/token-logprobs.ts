import { z } from 'zod'
import type { TokenLogprob } from '../core/model.ts'

const rival = z.object({ token: z.string(), logprob: z.number() })

/** `/chat/completions`, and llama.cpp at both ends. */
const byToken = z.object({
  content: z.array(rival.extend({ top_logprobs: z.array(rival).nullish() })),
})

/** `/completions`: columns. The first token of all has no probability. */
const byColumn = z.object({
  tokens: z.array(z.string()),
  token_logprobs: z.array(z.number().nullable()),
  top_logprobs: z.array(z.record(z.string(), z.number()).nullable()).nullish(),
})

const reply = z.object({ choices: z.array(z.object({ logprobs: z.unknown() })).min(1) })

/**
 * The probabilities in a server's reply, in either of the two OpenAI forms; `undefined` where it gives none.
 * Throws where it gives them in a form of its own.
 */
export function tokenLogprobs(body: unknown): readonly TokenLogprob[] | undefined {
  const logprobs = reply.safeParse(body).data?.choices[0]?.logprobs
  if (logprobs === undefined || logprobs === null) return undefined
  const listed = byToken.safeParse(logprobs).data
  if (listed !== undefined)
    return listed.content.map(({ token, logprob, top_logprobs }) => ({
      text: token,
      logprob,
      top: bestFirst((top_logprobs ?? []).map(({ token, logprob }) => ({ text: token, logprob }))),
    }))
  const columns = byColumn.safeParse(logprobs).data
  if (columns === undefined)
    throw new Error('it gives token probabilities in a form that is neither of the two of the OpenAI interface')
  return columns.tokens.map((text, index) => ({
    text,
    logprob: columns.token_logprobs[index] ?? 0,
    top: bestFirst(Object.entries(columns.top_logprobs?.[index] ?? {}).map(([text, logprob]) => ({ text, logprob }))),
  }))
}

const bestFirst = <Rival extends { readonly logprob: number }>(rivals: readonly Rival[]): readonly Rival[] =>
  rivals.toSorted((a, b) => b.logprob - a.logprob)
