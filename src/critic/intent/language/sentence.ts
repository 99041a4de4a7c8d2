import type { Cursor } from './cursor.ts'
import { fullPhrase } from './full-phrase.ts'
import { readerOf } from './grammar.ts'
import { features } from './lexicon.ts'
import type { Feature, Question, Reading } from './logical-form.ts'
import { nounPhrase } from './noun-phrase.ts'
import { all } from './predicate.ts'
import { statements } from './statement.ts'

/** Reads a statement or question; what it cannot read is in `unread`, or the question is `open`. */
export const readSentence = (text: string): Reading => {
  const c = readerOf(text)
  const question = questionOf(c)
  while (!c.done) c.skip()
  return { question: question ?? { kind: 'open' }, unread: c.unread }
}

const questionOf = (c: Cursor): Question | undefined => {
  if (c.accept('how', 'many') || c.accept('count') || c.accept('number', 'of')) return howMany(c)
  const which = c.attempt(() => whichFeature(c))
  if (which !== undefined) return which
  if (c.accept('find')) {
    const np = fullPhrase(c)
    return np && { kind: 'find', of: all([np.np.predicate, ...np.more.predicates]) }
  }
  const statement = statements(c)
  return statement && { kind: 'statement', statement }
}

const howMany = (c: Cursor): Question | undefined => {
  const np = nounPhrase(c)
  if (np === undefined) return undefined
  const more = c.grammar.modifiers(c, np)
  c.accept('are|is', 'there')
  const rest = c.grammar.modifiers(c, np)
  const said = c.done ? undefined : c.grammar.verbPhrase(c, np)
  const of = all([np.predicate, ...more.predicates, ...rest.predicates, ...(said?.predicates ?? [])])
  if (np.head.kind === 'feature' || said?.group !== undefined) return undefined
  return { kind: 'how many', of }
}

/** `what color is the circle?`, `what is the shape of this?` */
const whichFeature = (c: Cursor): Question | undefined => {
  if (!c.accept('what|which')) return undefined
  const direct = c.peek() in features
  if (!direct && !c.accept('is|are', 'the')) return undefined
  const feature = features[c.peek()] as Feature | undefined
  if (feature === undefined) return undefined
  c.at++
  if (!(direct ? c.accept('is|are') || c.accept('does|do') : c.accept('of'))) return undefined
  if (c.accept('this|it|that') && (c.done || c.accept('object|item|thing|block|shape')))
    return { kind: 'which', feature, of: { kind: 'any' } }
  const np = fullPhrase(c)
  return np && { kind: 'which', feature, of: all([np.np.predicate, ...np.more.predicates]) }
}
