import type { Cursor } from './cursor.ts'
import type { Predicate, Side } from './logical-form.ts'
import { nounPhrase, phraseOf } from './noun-phrase.ts'
import { not } from './predicate.ts'

/** After `touching`: a side of the container, or another thing. */
export const touch = (c: Cursor): Predicate | undefined => {
  if (c.accept('eachother'))
    return {
      kind: 'relation',
      relation: 'touching',
      phrase: { quantity: { kind: 'count', op: '>=', n: 1 }, of: { kind: 'any' } },
    }
  while (c.sees('closely|right|only|to') && !/^(wall|edge|side|corner|border)s?$/.test(c.peek(1))) c.at++
  return touched(c)
}

const touched = (c: Cursor): Predicate | undefined => {
  if (c.accept('the', 'leftof|rightof') || c.accept('leftof|rightof')) {
    const side = c.words[c.at - 1] === 'leftof' ? 'left' : 'right'
    c.attempt(() => nounPhrase(c))
    return { kind: 'touches', side }
  }
  const np = nounPhrase(c)
  if (np === undefined) return undefined
  const { head } = np
  if (head.kind === 'region' || head.kind === 'role' || (head.kind === 'thing' && head.noun === 'box')) {
    if (c.sees('of|in')) ownerOf(c)
    const side = head.kind === 'region' ? head.side : head.kind === 'role' ? head.end : 'wall'
    const touches: Predicate = { kind: 'touches', side: side as Side }
    return np.determiner.quantity.kind === 'none' ? not(touches) : touches
  }
  const more = c.grammar.modifiers(c, np)
  return { kind: 'relation', relation: 'touching', phrase: phraseOf(np, more.predicates) }
}

/** `of the box`: whose side it is goes without saying. */
const ownerOf = (c: Cursor): void => {
  c.attempt(() => {
    c.at++
    return nounPhrase(c)
  })
}
