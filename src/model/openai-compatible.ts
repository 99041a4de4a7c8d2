import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { EngineError } from '../core/engine-error.ts'
import type { Json } from '../core/json.ts'
import type { Model, ModelReply, ModelRequest } from '../core/model.ts'
import { checkedJson } from './checked-json.ts'
import { modelFault } from './model-fault.ts'
import type { ModelAddress } from './model-spec.ts'
import { tokenLogprobs } from './token-logprobs.ts'

type Provider = ReturnType<typeof createOpenAICompatible>
type Language = ReturnType<Provider['chatModel']>
type Call = Parameters<Language['doGenerate']>[0]
type Answer = Awaited<ReturnType<Language['doGenerate']>>

export interface OpenAiCompatibleOptions {
  /** The longest wait for one reply. Default 240,000. */
  readonly timeoutMs?: number
}

/** The key under which the SDK passes fields on to the server as they are. */
const EXTRA = 'faultline'

/**
 * A model behind a server of the OpenAI interface. A `chat` goes to `/chat/completions`, a `completion` to `/completions`,
 * its text as it is. One request, one call: `withRetry` repeats. Where the server counts no tokens, four characters are one.
 * Throws `EngineError` (model), or the signal's reason when it is aborted.
 */
export function openAiCompatible(address: ModelAddress, options: OpenAiCompatibleOptions = {}): Model {
  const { timeoutMs = 240_000 } = options
  const settings = {
    name: EXTRA,
    baseURL: address.url,
    supportsStructuredOutputs: true,
    ...(address.apiKey !== undefined && { apiKey: address.apiKey }),
  }
  const chat = createOpenAICompatible({ ...settings, transformRequestBody: (body) => limitNamed(body, address) })
  const completion = createOpenAICompatible({ ...settings, fetch: verbatim })
  return {
    name: address.spec,
    async generate(request, signal) {
      signal?.throwIfAborted()
      const asCompletion = request.form === 'completion'
      const language = asCompletion ? completion.completionModel(address.modelId) : chat.chatModel(address.modelId)
      const call = asCompletion ? completionCall(request) : chatCall(request)
      const slow = AbortSignal.timeout(timeoutMs)
      const abortSignal = signal === undefined ? slow : AbortSignal.any([signal, slow])
      try {
        return replyOf(request, await language.doGenerate({ ...call, abortSignal }))
      } catch (error) {
        signal?.throwIfAborted()
        if (error instanceof EngineError) throw error
        if (slow.aborted)
          throw new EngineError('model', `the model ${address.spec} gave no reply within ${timeoutMs / 1000} s`)
        throw modelFault(error, address)
      }
    },
  }
}

const limitNamed = (body: Record<string, unknown>, { chatLimitName }: ModelAddress): Record<string, unknown> => {
  const { max_tokens: limit, ...rest } = body
  return chatLimitName === undefined || limit === undefined ? body : { ...rest, [chatLimitName]: limit }
}

/** The SDK writes the text of a completion as a dialogue (`user: …`): a base model must get it as it is. */
const verbatim: typeof fetch = (input, init) => {
  if (typeof init?.body !== 'string') return fetch(input, init)
  const { verbatim: own, ...body } = JSON.parse(init.body) as Record<string, unknown> & { verbatim?: object }
  return fetch(input, { ...init, body: JSON.stringify({ ...body, stop: undefined, ...own }) })
}

function chatCall(request: ModelRequest): Call {
  const { schema, stop, topLogprobs, logitBias } = request
  return {
    ...settingsOf(request),
    prompt: request.messages.map(messageOf),
    ...(stop !== undefined && stop.length > 0 && { stopSequences: [...stop] }),
    ...(schema !== undefined && { responseFormat: { type: 'json', schema: plain(schema) } }),
    ...extra({
      ...(topLogprobs !== undefined && { logprobs: true, top_logprobs: topLogprobs }),
      ...(logitBias !== undefined && { logit_bias: logitBias }),
    }),
  }
}

function completionCall(request: ModelRequest): Call {
  const { messages, stop, topLogprobs, logitBias, schema } = request
  const text = messages[0]?.text
  if (messages.length !== 1 || text === undefined || messages[0]?.images !== undefined || schema !== undefined)
    throw new EngineError('model', 'a completion goes on with one text: it takes one message, no images and no schema')
  return {
    ...settingsOf(request),
    prompt: [messageOf({ role: 'user', text })],
    ...extra({
      verbatim: { prompt: text, ...(stop !== undefined && stop.length > 0 && { stop }) },
      ...(topLogprobs !== undefined && { logprobs: topLogprobs }),
      ...(logitBias !== undefined && { logit_bias: logitBias }),
    }),
  }
}

const settingsOf = ({ temperature, maxTokens, seed }: ModelRequest) => ({
  ...(temperature !== undefined && { temperature }),
  ...(maxTokens !== undefined && { maxOutputTokens: maxTokens }),
  ...(seed !== undefined && { seed }),
})

const extra = (fields: Record<string, unknown>) => ({ providerOptions: { [EXTRA]: plain(fields) } })

/** What is said here holds no numbers that only `LosslessNumber` can say. */
const plain = (value: Json | Record<string, unknown>) => value as NonNullable<Call['providerOptions']>[string]

function messageOf({ role, text, images = [] }: ModelRequest['messages'][number]): Call['prompt'][number] {
  if (role === 'system') return { role, content: text }
  if (role === 'assistant') return { role, content: [{ type: 'text', text }] }
  const shown = images.map(({ mediaType, base64 }) => ({ type: 'file' as const, mediaType, data: base64 }))
  return { role, content: [{ type: 'text', text }, ...shown] }
}

function replyOf(request: ModelRequest, { content, usage, response }: Answer): ModelReply {
  const written = content.map((part) => (part.type === 'text' ? part.text : '')).join('')
  const text = request.schema === undefined ? written : checkedJson(written, request.schema)
  const tokens = request.topLogprobs === undefined ? undefined : tokenLogprobs(response?.body)
  const asked = request.messages.map(({ text }) => text).join('')
  const cost = costOf(response?.body)
  return {
    text,
    usage: {
      inputTokens: usage.inputTokens.total ?? Math.ceil(asked.length / 4),
      outputTokens: usage.outputTokens.total ?? Math.ceil(written.length / 4),
      ...(cost !== undefined && { costUsd: cost }),
    },
    ...(tokens !== undefined && { tokens }),
  }
}

/** OpenRouter says what a reply cost, in dollars. */
function costOf(body: unknown): number | undefined {
  const cost = (body as { readonly usage?: { readonly cost?: unknown } } | undefined)?.usage?.cost
  return typeof cost === 'number' ? cost : undefined
}
