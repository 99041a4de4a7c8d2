import { createHash } from 'node:crypto'

export type Language = 'python'

/** A program text. `id` is the hash of language and source, so equal sources share their executions. */
export interface Program {
  readonly id: string
  readonly language: Language
  readonly source: string
}

/** 128 bits of SHA-256, in hex: the identity of a content. */
export const contentId = (...parts: readonly string[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:`).update(part)
  return hash.digest('hex').slice(0, 32)
}

export const program = (source: string, language: Language = 'python'): Program => ({
  id: contentId(language, source),
  language,
  source,
})
