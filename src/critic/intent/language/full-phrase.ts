import type { Cursor } from './cursor.ts'
import { isAdjective, isNoun } from './cursor.ts'
import type { NounPhrase } from './noun-phrase.ts'
import { nounPhrase } from './noun-phrase.ts'
import { either } from './predicate.ts'
import type { FullPhrase } from './said.ts'

/** A noun phrase with all that follows it; `a knife or a fork` is one. */
export const fullPhrase = (c: Cursor): FullPhrase | undefined => {
  const first = nounPhrase(c)
  const np = first && alternatives(c, first)
  return np && { np, more: c.grammar.modifiers(c, np) }
}

const alternatives = (c: Cursor, first: NounPhrase): NounPhrase => {
  if (
    first.head.kind !== 'thing' ||
    !c.sees('or') ||
    !(isNoun(c.peek(1)) || isAdjective(c.peek(1)) || /^(a|an|any)$/.test(c.peek(1)))
  )
    return first
  const other = c.attempt(() => {
    c.at++
    return nounPhrase(c)
  })
  return other?.head.kind === 'thing' ? { ...first, predicate: either([first.predicate, other.predicate]) } : first
}
