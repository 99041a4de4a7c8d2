import type { Model } from '../core/model.ts'
import { readModelSpec } from './model-spec.ts'
import { openAiCompatible } from './openai-compatible.ts'
import type { CassetteMode } from './with-cache.ts'
import { withCache } from './with-cache.ts'
import { withRetry } from './with-retry.ts'

export interface OpenModelOptions {
  /** Where keys are looked up: the door passes `process.env`. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Keep every reply in this file, and give them again from there. */
  readonly cassette?: { readonly path: string; readonly mode?: CassetteMode }
  /** The longest wait for one reply. Default 240,000. */
  readonly timeoutMs?: number
}

/**
 * The model that `--model` names: `openai:NAME`, `openrouter:NAME`, `vllm:NAME`, `llamacpp:NAME`, `ollama:NAME`, or `URL#NAME`.
 * Nothing is sent until it is asked. Throws `EngineError` (usage) where the text names none, or its key is missing: but a cassette
 * that only replays needs no key.
 */
export async function openModel(spec: string, options: OpenModelOptions): Promise<Model> {
  const { env, cassette, timeoutMs } = options
  const open = () => withRetry(openAiCompatible(readModelSpec(spec, env), timeoutMs === undefined ? {} : { timeoutMs }))
  if (cassette === undefined) return open()
  const { path, mode = 'auto' } = cassette
  return withCache(mode === 'replay' ? { name: spec } : open(), { path, mode })
}
