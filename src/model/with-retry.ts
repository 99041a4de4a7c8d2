import { setTimeout } from 'node:timers/promises'
import { EngineError } from '../core/engine-error.ts'
import type { Model } from '../core/model.ts'
import { isPassing, retryAfter } from './model-fault.ts'

export interface RetryOptions {
  /** Calls of one request, the first among them. Default 4. */
  readonly attempts?: number
  /** Before the second call; twice as long before each one after it. Default 500. */
  readonly firstWaitMs?: number
  /** A server that asks for a longer rest than this is given up. Default 30,000. */
  readonly longestWaitMs?: number
  readonly wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>
  readonly now?: () => number
}

/**
 * Asks again where the server was busy (408, 409, 429), failed (5xx) or was not there: after a rest that doubles, or as long
 * as the server says. An abort ends the rest at once; other errors pass through.
 */
export function withRetry(model: Model, options: RetryOptions = {}): Model {
  const { attempts = 4, firstWaitMs = 500, longestWaitMs = 30_000, wait = pause, now = Date.now } = options
  return {
    name: model.name,
    async generate(request, signal) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await model.generate(request, signal)
        } catch (error) {
          signal?.throwIfAborted()
          if (!isPassing(error)) throw error
          const rest = retryAfter(error, now()) ?? firstWaitMs * 2 ** (attempt - 1)
          if (attempt >= attempts || rest > longestWaitMs) throw told(error as EngineError, attempt)
          await wait(rest, signal)
        }
      }
    },
  }
}

const pause = async (ms: number, signal: AbortSignal | undefined): Promise<void> => {
  try {
    await setTimeout(ms, undefined, signal === undefined ? {} : { signal })
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}

const told = (error: EngineError, attempts: number): EngineError =>
  attempts === 1
    ? error
    : new EngineError(error.boundary, `${error.message} (asked ${attempts} times)`, { cause: error.cause })
