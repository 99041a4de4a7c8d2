import { EngineError } from '../core/engine-error.ts'
import type { VisionBackend, VisionQuestion, VisionReply } from './backend.ts'
import { gathered } from './gathered.ts'
import type { Gathered } from './gathered.ts'
import { lruMap } from './lru-map.ts'
import { questionKey } from './question-key.ts'

/** Replies by key. One may serve several backends: the keys hold their names and versions. */
export interface VisionCache {
  readonly size: number
  get(key: string): VisionReply | undefined
  set(key: string, reply: VisionReply): void
}

/** In memory; what was not used for longest is forgotten. Default 100,000 replies, some 50 MB. */
export const visionCache = (entries = 100_000): VisionCache => lruMap<VisionReply>(entries)

export interface VisionCounts {
  /** Questions that came. */
  readonly asked: number
  /** Of these, answered from the cache. */
  readonly cached: number
  /** Of these, the same as one that was under way. */
  readonly joined: number
  /** Calls of the backend. */
  readonly batches: number
  /** Questions that the backend was asked. */
  readonly put: number
}

export interface CachedVisionBackend extends VisionBackend {
  readonly counts: VisionCounts
}

/**
 * The backend, asked each question once: equal questions share their answer, also while it is under way. Questions that come
 * in one turn of the event loop, from several executions, go to the backend together. What fails is not kept.
 */
export function withVisionCache(backend: VisionBackend, cache: VisionCache = visionCache()): CachedVisionBackend {
  const prefix = `${backend.name} ${backend.version} `
  const waiting: Gathered = gathered(backend)
  let [asked, cached] = [0, 0]
  let closed: Promise<void> | undefined

  const answerOne = async (question: VisionQuestion, signal: AbortSignal | undefined): Promise<VisionReply> => {
    asked++
    const key = prefix + questionKey(question)
    const known = cache.get(key)
    if (known !== undefined) {
      cached++
      return known
    }
    return waiting.ask(key, question, { signal, done: (reply) => cache.set(key, reply) })
  }

  return {
    name: backend.name,
    version: backend.version,
    cropMargin: backend.cropMargin,
    get counts() {
      return { asked, cached, ...waiting.counts }
    },
    async answer(questions, signal) {
      signal?.throwIfAborted()
      if (closed !== undefined) throw new EngineError('toolset', `the vision backend ${backend.name} is closed`)
      return Promise.all(questions.map((question) => answerOne(question, signal)))
    },
    close: () => (closed ??= backend.close()),
  }
}
