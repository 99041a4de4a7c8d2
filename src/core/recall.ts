import { canonicalJson } from './json.ts'
import type { ModelReply, ModelRequest } from './model.ts'

/** A reply that was given before, with its request. */
export interface EarlierReply {
  readonly request: ModelRequest
  readonly reply: ModelReply
}

/** The next earlier reply to this very request; `undefined` when there is none left. */
export type Recall = (request: ModelRequest) => ModelReply | undefined

/** In the order in which they came: asking the same request n times recalls n samples. */
export function recall(earlier: Iterable<EarlierReply>): Recall {
  const replies = new Map<string, ModelReply[]>()
  for (const { request, reply } of earlier) {
    const key = canonicalJson(request)
    const known = replies.get(key)
    if (known === undefined) replies.set(key, [reply])
    else known.push(reply)
  }
  return (request) => (replies.size === 0 ? undefined : replies.get(canonicalJson(request))?.shift())
}
