import type { Json } from './json.ts'

export interface ModelMessage {
  readonly role: 'system' | 'user' | 'assistant'
  readonly text: string
  /** Shown after the text. */
  readonly images?: readonly ModelImage[]
}

export interface ModelImage {
  readonly mediaType: 'image/png' | 'image/jpeg'
  readonly base64: string
}

export interface ModelRequest {
  readonly messages: readonly ModelMessage[]
  /** `completion`: the one message is the beginning of a text that a base model goes on with. Default `chat`. */
  readonly form?: 'chat' | 'completion'
  readonly temperature?: number
  readonly maxTokens?: number
  readonly stop?: readonly string[]
  readonly seed?: number
  /** The reply must be JSON of this schema. */
  readonly schema?: Json
  /** Give each token of the reply with so many of its likeliest rivals. */
  readonly topLogprobs?: number
  /** Added to the logit of a token, by its id or text as the server wants it: −100 bans it. */
  readonly logitBias?: Readonly<Record<string, number>>
}

/** A token of a reply. Natural logarithms. */
export interface TokenLogprob {
  readonly text: string
  readonly logprob: number
  /** The likeliest tokens at this place, best first; the token itself is among them where it is one of those. */
  readonly top: readonly { readonly text: string; readonly logprob: number }[]
}

export interface ModelReply {
  readonly text: string
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number; readonly costUsd?: number }
  /** Where `topLogprobs` was asked for. */
  readonly tokens?: readonly TokenLogprob[]
}

export interface Model {
  readonly name: string
  generate(request: ModelRequest, signal?: AbortSignal): Promise<ModelReply>
}
