import { EngineError } from '../core/engine-error.ts'
import type { Model } from '../core/model.ts'
import { lruMap } from './lru-map.ts'
import type { VisionArgs } from './vision-request.ts'

const SHORT = 'Answer in as few words as possible, without a sentence around them.'

/**
 * `llm_query`: a question to a language model, asked once for each text, so that programs that ask the same pay once. Throws
 * `EngineError` (toolset) where there is no model, or it fails.
 */
export function modelAnswers(
  model: Model | undefined,
): (args: VisionArgs<'llm_query'>, signal: AbortSignal | undefined) => Promise<string> {
  const known = lruMap<string>(1_000)
  return async ({ question, context, long }, signal) => {
    if (model === undefined)
      throw new EngineError(
        'toolset',
        'the program calls llm_query, and no language model is there: give one with --model',
      )
    const text = [...(context === undefined ? [] : [context]), question, ...(long ? [] : [SHORT])].join('\n\n')
    const answered = known.get(text)
    if (answered !== undefined) return answered
    const reply = await ask(model, text, signal)
    known.set(text, reply)
    return reply
  }
}

const ask = async (model: Model, text: string, signal: AbortSignal | undefined): Promise<string> => {
  try {
    const request = { messages: [{ role: 'user' as const, text }], temperature: 0, maxTokens: 512 }
    return (await model.generate(request, signal)).text.trim()
  } catch (error) {
    signal?.throwIfAborted()
    const why = error instanceof Error ? error.message : String(error)
    throw new EngineError('toolset', `llm_query cannot be answered by ${model.name}: ${why}`, { cause: error })
  }
}
