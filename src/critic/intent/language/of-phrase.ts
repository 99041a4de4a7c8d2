import type { Cursor } from './cursor.ts'
import { colours, singular, sizes } from './lexicon.ts'
import type { Measure, Predicate, Quantity } from './logical-form.ts'
import { isContainer } from './predicate.ts'
import type { Modified } from './said.ts'
import { nounPhrase, phraseOf } from './noun-phrase.ts'
import type { NounPhrase } from './noun-phrase.ts'

/** `of only black and blue color`, `of all 3 colors`, `of the same height`, `of small size`, `of the box`; of a container `of three blocks`. */
export const ofPhrase = (c: Cursor, host: NounPhrase, found: Modified): boolean => {
  c.at++
  if (c.accept('them|which|these|those|it')) return true
  if (c.peek() in sizes && c.peek(1) === 'size') {
    found.predicates.push({ kind: 'feature', feature: 'size', value: sizes[c.peek()]! })
    c.at += 2
    return true
  }
  const limited = c.attempt(() => limitedTo(c))
  if (limited !== undefined) {
    if (limited.length === 1) found.predicates.push(limited[0]!)
    else found.group = { kind: 'limited', to: limited }
    return true
  }
  const np = nounPhrase(c)
  if (np === undefined) return false
  const group = groupOf(np)
  if (group !== undefined) found.group = group
  else if (np.head.kind === 'thing')
    found.predicates.push({
      kind: isContainer(host.predicate) && !isContainer(np.predicate) ? 'has' : 'inside',
      phrase: phraseOf(np),
    })
  return true
}

/** `(only) black and blue color(s)`: each colour as a predicate; needs the word color at its end. */
const limitedTo = (c: Cursor): readonly Predicate[] | undefined => {
  c.accept('only')
  const found: Predicate[] = []
  while (c.peek() in colours) {
    found.push({ kind: 'feature', feature: 'colour', value: colours[c.peek()]! })
    c.at++
    while (c.sees('and|or|,') && (c.peek(1) in colours || c.sees(',', 'and|or'))) c.at++
  }
  return found.length > 0 && singular(c.peek()).startsWith('colo') && c.at++ >= 0 ? found : undefined
}

/** What a noun phrase about a feature says of a group: one color, the same height, three different colors. */
export const groupOf = (np: NounPhrase): Modified['group'] => {
  if (np.head.kind !== 'feature') return undefined
  const feature: Measure = np.head.feature
  if (np.same) return { kind: 'alike', by: feature, different: false }
  const { quantity, number } = np.determiner
  const counted: Quantity | undefined =
    quantity.kind === 'count' ? quantity : number === undefined ? undefined : { kind: 'count', op: '==', n: number }
  if (counted !== undefined && !(counted.kind === 'count' && counted.op === '>=' && counted.n === 1 && np.different))
    return { kind: 'variety', feature, quantity: counted }
  if (np.different) return { kind: 'alike', by: feature, different: true }
  if (quantity.kind === 'all') return { kind: 'variety', feature, quantity: { kind: 'count', op: '==', n: 3 } }
  return undefined
}
