import type { Model, ModelReply, ModelRequest } from '../core/model.ts'

export interface Cue {
  /** Found in the texts of the request's messages. */
  readonly when: string | RegExp
  readonly reply: string
}

/** A model without a model: it gives the first reply whose cue is in the prompt, so that a test can show what the prompt must hold. */
export interface ScriptedModel extends Model {
  /** What it was asked, in order. */
  readonly requests: readonly ModelRequest[]
}

/** Without a `fallback`, a prompt that holds no cue is an error. A token is four characters. */
export function scripted(cues: readonly Cue[], fallback?: string): ScriptedModel {
  const requests: ModelRequest[] = []
  return {
    name: 'scripted',
    requests,
    async generate(request): Promise<ModelReply> {
      requests.push(request)
      const prompt = request.messages.map(({ text }) => text).join('\n')
      const cue = cues.find(({ when }) => (typeof when === 'string' ? prompt.includes(when) : prompt.search(when) >= 0))
      const text = cue?.reply ?? fallback
      if (text === undefined) throw new Error(`no reply is scripted for: ${prompt.slice(0, 200)}`)
      return { text, usage: { inputTokens: Math.ceil(prompt.length / 4), outputTokens: Math.ceil(text.length / 4) } }
    },
  }
}
