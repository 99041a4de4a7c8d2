import { EngineError } from '../core/engine-error.ts'

/** Where a model is served, and by what key. */
export interface ModelAddress {
  /** As the user wrote it: the model's name in records. */
  readonly spec: string
  /** The root of the OpenAI-style interface: `https://api.openai.com/v1`. */
  readonly url: string
  readonly modelId: string
  readonly apiKey?: string
  /** The environment variable of the key: named in errors. */
  readonly keyName: string
  /** `max_completion_tokens`: the name that this server gives to the longest reply of a chat. Default `max_tokens`. */
  readonly chatLimitName?: string
}

interface Provider {
  readonly url: string
  readonly keyName?: string
  readonly chatLimitName?: string
}

/** The key of servers that run on the user's own machines; they may want none. */
const OWN_KEY = 'FAULTLINE_MODEL_KEY'

/** With a `keyName`, the server answers nobody without a key. */
const providers: Readonly<Record<string, Provider>> = {
  openai: {
    url: 'https://api.openai.com/v1',
    keyName: 'OPENAI_API_KEY',
    chatLimitName: 'max_completion_tokens',
  },
  openrouter: { url: 'https://openrouter.ai/api/v1', keyName: 'OPENROUTER_API_KEY' },
  vllm: { url: 'http://localhost:8000/v1' },
  llamacpp: { url: 'http://localhost:8080/v1' },
  ollama: { url: 'http://localhost:11434/v1' },
}

/**
 * Reads `openai:gpt-4.1-mini` (a known provider and its model) or `http://localhost:8000/v1#my-model` (any server of the
 * OpenAI interface). Keys come from `env`: `OPENAI_API_KEY`, `OPENROUTER_API_KEY`, else `FAULTLINE_MODEL_KEY` where it is set.
 * Throws `EngineError` (usage) where the text is neither, or the key is missing.
 */
export function readModelSpec(spec: string, env: Readonly<Record<string, string | undefined>>): ModelAddress {
  if (/^https?:\/\//.test(spec)) return { ...atUrl(spec), ...keyFrom(env, OWN_KEY) }
  const [, name = '', modelId = ''] = /^([^:]+):(.+)$/s.exec(spec) ?? []
  const provider = Object.hasOwn(providers, name) ? providers[name] : undefined
  if (provider === undefined) throw unreadable(spec)
  const { url, keyName = OWN_KEY, chatLimitName } = provider
  const key = keyFrom(env, keyName)
  if (provider.keyName !== undefined && key.apiKey === undefined)
    throw new EngineError(
      'usage',
      `${spec} needs a key, and ${keyName} is not set: set it, or name a server of your own`,
    )
  return { spec, url, modelId, ...key, ...(chatLimitName !== undefined && { chatLimitName }) }
}

function atUrl(spec: string): Pick<ModelAddress, 'spec' | 'url' | 'modelId'> {
  const at = spec.indexOf('#')
  const url = at === -1 ? spec : spec.slice(0, at)
  const modelId = at === -1 ? '' : spec.slice(at + 1)
  if (!URL.canParse(url) || modelId === '') throw unreadable(spec)
  const { username, password } = new URL(url)
  if (username !== '' || password !== '')
    throw new EngineError(
      'usage',
      `the address of a model is recorded, so it holds no password: put the key in ${OWN_KEY}`,
    )
  return { spec, url: url.replace(/\/+$/, ''), modelId }
}

function keyFrom(env: Readonly<Record<string, string | undefined>>, keyName: string) {
  const apiKey = env[keyName]?.trim()
  return { keyName, ...(apiKey !== undefined && apiKey !== '' && { apiKey }) }
}

const unreadable = (spec: string) =>
  new EngineError(
    'usage',
    `${JSON.stringify(spec)} names no model: write PROVIDER:MODEL (${Object.keys(providers).join(', ')}), or the address of an OpenAI-style server and its model, http://localhost:8000/v1#MODEL`,
  )
