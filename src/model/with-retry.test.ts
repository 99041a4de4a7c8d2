import { APICallError } from 'ai'
import { describe, expect, it } from 'vitest'
import { EngineError } from '../core/engine-error.ts'
import type { Model } from '../core/model.ts'
import { withRetry } from './with-retry.ts'

const request = { messages: [] }

const fault = (statusCode: number, responseHeaders: Record<string, string> = {}) => {
  const cause = new APICallError({ message: '', url: '', requestBodyValues: {}, statusCode, responseHeaders })
  return new EngineError('model', `failed with ${statusCode}`, { cause })
}

/** Throws each of these in turn, then answers. */
const failing = (...errors: readonly Error[]): Model & { calls(): number } => {
  let calls = 0
  return {
    name: 'm',
    calls: () => calls,
    async generate() {
      const error = errors[calls++]
      if (error !== undefined) throw error
      return { text: 'ok', usage: { inputTokens: 0, outputTokens: 0 } }
    },
  }
}

const resting = () => {
  const rests: number[] = []
  return { rests, wait: async (ms: number) => void rests.push(ms), now: () => Date.parse('2026-01-01T00:00:00Z') }
}

describe('withRetry', () => {
  it('asks again after rests that double', async () => {
    const { rests, ...options } = resting()
    const model = failing(fault(503), fault(429), fault(500))
    expect((await withRetry(model, options).generate(request)).text).toBe('ok')
    expect(rests).toEqual([500, 1000, 2000])
  })

  it('rests for as long as the server says, in seconds or by the clock', async () => {
    const { rests, ...options } = resting()
    const date = 'Thu, 01 Jan 2026 00:00:07 GMT'
    const model = failing(fault(429, { 'retry-after': '3' }), fault(429, { 'retry-after': date }))
    await withRetry(model, options).generate(request)
    expect(rests).toEqual([3000, 7000])
  })

  it('gives up after so many calls, and at a rest that is too long, and says how often it asked', async () => {
    const { wait, now } = resting()
    const always = failing(...Array.from({ length: 9 }, () => fault(503)))
    await expect(withRetry(always, { wait, now, attempts: 3 }).generate(request)).rejects.toThrow(
      'failed with 503 (asked 3 times)',
    )
    expect(always.calls()).toBe(3)
    const away = failing(fault(429, { 'retry-after': '3600' }))
    await expect(withRetry(away, { wait, now }).generate(request)).rejects.toThrow(/^failed with 429$/)
  })

  it('lets other errors pass at once', async () => {
    const { rests, ...options } = resting()
    for (const error of [fault(401), fault(400), new Error('odd'), new EngineError('model', 'no JSON')])
      await expect(withRetry(failing(error), options).generate(request)).rejects.toBe(error)
    expect(rests).toEqual([])
  })

  it('ends a rest at once when it is aborted', async () => {
    const stop = new AbortController()
    const pending = withRetry(failing(fault(503)), { firstWaitMs: 1e6, longestWaitMs: 1e9 }).generate(
      request,
      stop.signal,
    )
    stop.abort(new Error('enough'))
    await expect(pending).rejects.toThrow('enough')
  })
})
