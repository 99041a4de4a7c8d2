import { BudgetSpent } from '../core/budget.ts'
import { EngineError } from '../core/engine-error.ts'
import type { Model, ModelImage, ModelMessage, ModelReply } from '../core/model.ts'
import { UnusableReply } from './model-backend-boxes.ts'
import { againPrompt } from './model-backend-prompts.ts'

/** Throws `UnusableReply` where the reply says nothing that can be used. */
export type Read<T> = (reply: ModelReply) => T

/** Shows a model a picture and asks: what `read` makes of the reply. */
export interface Ask {
  <T>(image: ModelImage, text: string, read: Read<T>, signal: AbortSignal): Promise<T>
}

/** Rivals asked for at each token: as many as the OpenAI interface allows. */
const RIVALS = 20

/** A reply that cannot be used is asked for once more, and told why. Throws `EngineError` (toolset). */
export function asker(model: Model, maxTokens: number): Ask {
  const generate = withRivals(model, maxTokens)
  return async (image, text, read, signal) => {
    const messages: ModelMessage[] = [{ role: 'user', text, images: [image] }]
    for (let attempt = 1; ; attempt++) {
      const reply = await generate(messages, signal).catch((error: unknown) => {
        signal.throwIfAborted()
        throw asToolsetFault(error)
      })
      try {
        return read(reply)
      } catch (error) {
        if (!(error instanceof UnusableReply)) throw error
        if (attempt === 2) throw unusable(model.name, text, reply.text, error)
        messages.push({ role: 'assistant', text: reply.text }, { role: 'user', text: againPrompt(error.message) })
      }
    }
  }
}

/** Asks for the probabilities of tokens until the server refuses a request for that. */
function withRivals(model: Model, maxTokens: number) {
  let givesLogprobs = true
  return async (messages: readonly ModelMessage[], signal: AbortSignal): Promise<ModelReply> => {
    const request = { messages: [...messages], temperature: 0, maxTokens }
    if (!givesLogprobs) return model.generate(request, signal)
    try {
      return await model.generate({ ...request, topLogprobs: RIVALS }, signal)
    } catch (error) {
      if (!(error instanceof EngineError) || !/log_?prob/i.test(error.message)) throw error
      givesLogprobs = false
      return model.generate(request, signal)
    }
  }
}

/** What the model cannot do is never a fault of the program that asked. */
function asToolsetFault(error: unknown): unknown {
  if (error instanceof BudgetSpent) return error
  const message = error instanceof Error ? error.message : String(error)
  return new EngineError('toolset', `the vision backend got no answer: ${message}`, { cause: error })
}

const unusable = (model: string, asked: string, said: string, { message }: UnusableReply): EngineError =>
  new EngineError(
    'toolset',
    `the replies of ${model} cannot be used, ${message}: take a model that sees images. It was asked ${begin(asked)} and said ${begin(said)}`,
  )

const begin = (text: string): string => JSON.stringify(text.slice(0, 100))
