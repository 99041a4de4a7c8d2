export interface ModelMessage {
  readonly role: 'system' | 'user' | 'assistant'
  readonly text: string
}

export interface ModelRequest {
  readonly messages: readonly ModelMessage[]
  readonly temperature?: number
  readonly maxTokens?: number
  readonly stop?: readonly string[]
  readonly seed?: number
}

export interface ModelReply {
  readonly text: string
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number; readonly costUsd?: number }
}

export interface Model {
  readonly name: string
  generate(request: ModelRequest, signal?: AbortSignal): Promise<ModelReply>
}
