import type { Model } from '../core/model.ts'
import type { EarlierReply } from '../core/recall.ts'
import { recall } from '../core/recall.ts'

/** A model that gives the replies of an earlier run again; a request that the run did not make is an error. */
export function replay(replies: Iterable<EarlierReply>): Model {
  const next = recall(replies)
  return {
    name: 'replay',
    async generate(request) {
      const reply = next(request)
      if (reply !== undefined) return reply
      throw new Error(`the run has no reply left for: ${request.messages.at(-1)?.text.slice(0, 200) ?? ''}`)
    },
  }
}
