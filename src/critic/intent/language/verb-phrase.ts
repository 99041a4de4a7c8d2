import type { Cursor } from './cursor.ts'
import { isAdjective, isNoun, isUnknown } from './cursor.ts'
import { fullPhrase } from './full-phrase.ts'
import type { Predicate } from './logical-form.ts'
import type { NounPhrase } from './noun-phrase.ts'
import { nounPhrase } from './noun-phrase.ts'
import { groupOf } from './of-phrase.ts'
import { all, either, not } from './predicate.ts'
import type { Said } from './said.ts'
import { touch } from './touch.ts'

const nobody: NounPhrase = {
  determiner: { quantity: { kind: 'bare' }, only: false, explicit: false },
  predicate: { kind: 'any' },
  head: { kind: 'none' },
  same: false,
  different: false,
}

/** What a verb says of its subject: `is yellow`, `has two blocks`, `touches the wall`. */
export const verbPhrase = (c: Cursor, host: NounPhrase, complementOnly = false): Said | undefined => {
  if (complementOnly) return complement(c)
  let negated = false
  if (c.sees('all|both|each', 'is|are|has|have|touch|contain')) c.at++
  while (
    c.accept('does|do|did|can|will') ||
    (c.sees('not') && c.sees('not', 'have|has|contain|touch|touches') && c.accept('not'))
  )
    negated ||= c.words[c.at - 1] === 'not'
  const said = positive(c, host)
  return said === undefined || !negated ? said : { predicates: [not(all(said.predicates))] }
}

const positive = (c: Cursor, host: NounPhrase): Said | undefined => {
  if (c.accept('is|are|was|were|be|being')) {
    const negated = c.accept('not')
    const said = complement(c)
    return said === undefined || !negated ? said : { predicates: [not(all(said.predicates))] }
  }
  if (
    c.accept(
      'has|have|having|contains|contain|containing|includes|include|holds|hold|with|had|consist|consists|ha|show|shows|depict|depicts|display|displays',
    )
  )
    return c.grammar.hasPhrase(c, host)
  if (c.accept('touching|touches|touch')) {
    const said = touch(c)
    return said && { predicates: [said] }
  }
  return undefined
}

/** What follows `is`. */
export const complement = (c: Cursor): Said | undefined => {
  while (c.accept('all|both|also|only|closely|directly|just|either|currently')) continue
  if (c.accept('not')) {
    const inner = complement(c)
    return inner && { predicates: [not(all(inner.predicates))] }
  }
  if (isAdjective(c.peek()) && !isNoun(c.peek(1)) && c.peek(1) !== '1') return adjectives(c)
  const where = c.grammar.modifiers(c, nobody)
  if (where.predicates.length > 0 || where.group !== undefined)
    return { predicates: where.predicates, ...(where.group === undefined ? {} : { group: where.group }) }
  const np = c.attempt(() => nounPhrase(c))
  if (np !== undefined) {
    const group = groupOf(np)
    if (group !== undefined) return { predicates: [], group }
    return { predicates: [all([np.predicate, ...c.grammar.modifiers(c, np).predicates])] }
  }
  if (!isUnknown(c.peek())) return undefined
  c.at++
  return { predicates: [{ kind: 'word', word: c.words[c.at - 1]! }] }
}

const adjectives = (c: Cursor): Said => {
  const found: Predicate[] = []
  for (let guard = 0; guard < 4; guard++) {
    const np = nounPhrase(c)
    if (np !== undefined) found.push(np.predicate)
    if (!c.sees('or') || !isAdjective(c.peek(1))) break
    c.at++
  }
  if (c.sees('in', 'color|colour')) c.at += 2
  return { predicates: [either(found)] }
}

/** `where the second block is black`, `whose top block is blue`: said of what the host has. */
export const insideClause = (c: Cursor): Predicate | undefined => {
  const first = oneClause(c)
  if (first === undefined) return undefined
  const more = c.attempt(() => (c.accept('and', 'whose') || c.accept('and') ? oneClause(c) : undefined))
  return more === undefined ? first : all([first, more])
}

const container: NounPhrase = {
  ...nobody,
  predicate: { kind: 'noun', noun: 'box' },
  head: { kind: 'thing', noun: 'box' },
}

const oneClause = (c: Cursor): Predicate | undefined => {
  if (c.accept('there', 'is|are')) {
    const said = c.grammar.hasPhrase(c, container)
    return said && all(said.predicates)
  }
  const subject = fullPhrase(c)
  if (subject === undefined) return undefined
  const { np, more } = subject
  const said = verbPhrase(c, np)
  if (said === undefined) return undefined
  const of = all([np.predicate, ...more.predicates])
  if (said.group?.kind === 'alike' || said.group?.kind === 'variety') {
    const feature = said.group.kind === 'alike' ? said.group.by : said.group.feature
    return {
      kind: 'variety',
      feature: feature as 'colour',
      among: of,
      quantity: { kind: 'count', op: said.group.kind === 'alike' && said.group.different ? '>' : '==', n: 1 },
    }
  }
  const are = all(said.predicates)
  if (np.head.kind === 'role') return { kind: 'part', end: np.head.end, rank: 0, is: are }
  const { quantity } = np.determiner
  if (quantity.kind === 'all' || quantity.kind === 'bare') return { kind: 'only', among: of, are }
  if (quantity.kind === 'none') return { kind: 'has', phrase: { quantity, of: all([of, are]) } }
  return {
    kind: 'has',
    phrase: { quantity: quantity.kind === 'the' ? { kind: 'count', op: '>=', n: 1 } : quantity, of: all([of, are]) },
  }
}
