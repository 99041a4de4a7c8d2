import type { RunEvent } from '../core/event.ts'
import { canonicalJson } from '../core/json.ts'
import type { ModelReply, ModelRequest } from '../core/model.ts'

/** The next reply that was already paid for this request, when the task was stopped before. */
export type Recall = (request: ModelRequest) => ModelReply | undefined

export type PaidReply = Pick<Extract<RunEvent, { type: 'model.replied' }>, 'request' | 'reply'>

/** In the order in which they came: asking the same request n times recalls n samples. */
export function recall(paid: readonly PaidReply[]): Recall {
  const replies = new Map<string, ModelReply[]>()
  for (const { request, reply } of paid) {
    const key = canonicalJson(request)
    replies.set(key, [...(replies.get(key) ?? []), reply])
  }
  return (request) => (replies.size === 0 ? undefined : replies.get(canonicalJson(request))?.shift())
}
