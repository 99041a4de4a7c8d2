import type { Cursor } from './cursor.ts'
import { nounPhrase } from './noun-phrase.ts'
import type { FullPhrase } from './said.ts'

/** A noun phrase with all that follows it. */
export const fullPhrase = (c: Cursor): FullPhrase | undefined => {
  const np = nounPhrase(c)
  return np && { np, more: c.grammar.modifiers(c, np) }
}
