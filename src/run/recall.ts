import type { RunEvent } from '../core/event.ts'
import { canonicalJson } from '../core/json.ts'
import type { ModelReply, ModelRequest } from '../core/model.ts'

/** The next reply that was already paid for this request, when the task was stopped before. */
export type Recall = (request: ModelRequest) => ModelReply | undefined

/** Replies in the order in which they came: asking the same request n times recalls n samples. */
export function recall(events: Iterable<RunEvent>): Recall {
  const replies = new Map<string, ModelReply[]>()
  for (const event of events) {
    if (event.type !== 'model.replied' || event.cached) continue
    const key = canonicalJson(event.request)
    replies.set(key, [...(replies.get(key) ?? []), event.reply])
  }
  return (request) => (replies.size === 0 ? undefined : replies.get(canonicalJson(request))?.shift())
}
