import { comparison, contest } from './comparison.ts'
import { Cursor } from './cursor.ts'
import { fullPhrase } from './full-phrase.ts'
import type { Feature, Phrase, Predicate, Quantity, Statement } from './logical-form.ts'
import type { NounPhrase } from './noun-phrase.ts'
import { nounPhrase, phraseOf } from './noun-phrase.ts'
import { groupOf } from './of-phrase.ts'
import { all, isContainer } from './predicate.ts'
import type { Modified } from './said.ts'

/** One statement, or several that are joined. */
export const statements = (c: Cursor): Statement | undefined => {
  const first = statement(c)
  if (first === undefined) return undefined
  const all: Statement[] = [first.statement]
  let last = first
  while (!c.done) {
    const before = c.at
    const more = c.attempt(() => joined(c, last))
    if (more === undefined || c.at === before) break
    if (more.replaces) all.pop()
    all.push(more.statement)
    last = more
  }
  return all.length === 1 ? all[0] : { kind: 'and', parts: all }
}

export interface Stated {
  readonly statement: Statement
  /** What a later `it` or `one of them` stands for. */
  readonly subject: Phrase | undefined
  readonly np: NounPhrase
}

const joined = (c: Cursor, last: Stated): (Stated & { readonly replaces: boolean }) | undefined => {
  const start = c.at
  while (c.accept(',')) continue
  if (c.accept('and|but|which')) while (c.accept(',')) continue
  const connected = c.at > start
  if (c.accept('it|they') || (c.words[c.at - 1] === 'which' && c.sees('is|are|has|have'))) {
    const said = c.grammar.verbPhrase(c, last.np)
    if (said === undefined || last.subject === undefined) return undefined
    const subject = { ...last.subject, of: all([last.subject.of, ...said.predicates]) }
    return { statement: { kind: 'there', phrase: subject }, subject, np: last.np, replaces: true }
  }
  if (/^\d+$/.test(c.peek()) && /^(of)$/.test(c.peek(1)) && /^(them|which)$/.test(c.peek(2))) {
    const n = Number(c.peek())
    c.at += 3
    const said = c.grammar.verbPhrase(c, last.np)
    if (said === undefined || last.subject === undefined) return undefined
    const ofContents =
      isContainer(last.subject.of) && !said.predicates.some(({ kind }) => /^(has|only|variety|part|run)$/.test(kind))
    if (ofContents) {
      const has: Predicate = {
        kind: 'has',
        phrase: { quantity: { kind: 'count', op: '>=', n }, of: all(said.predicates) },
      }
      const subject = { ...last.subject, of: all([last.subject.of, has]) }
      return { statement: { kind: 'there', phrase: subject }, subject, np: last.np, replaces: true }
    }
    const phrase: Phrase = { quantity: { kind: 'count', op: '>=', n }, of: all([last.subject.of, ...said.predicates]) }
    return { statement: { kind: 'there', phrase }, subject: last.subject, np: last.np, replaces: false }
  }
  const next = connected || c.sees('there') ? statement(c) : undefined
  return next && { ...next, replaces: false }
}

const statement = (c: Cursor): Stated | undefined => {
  const special = c.attempt(() => comparison(c) ?? undefined) ?? c.attempt(() => fronted(c))
  if (special !== undefined) return special
  if (c.accept('there|their|ther', 'is|are|exists|exist|was|were|has|ar|re') || c.accept('is|are|was|were', 'there'))
    return thereIs(c)
  if (c.sees('is|are|do|does|did|has|have|can|was|were')) return inverted(c)
  const notTwo = c.accept('notwo')
  const read = fullPhrase(c)
  if (read === undefined) return undefined
  const said = statedOf(c, read.np, read.more)
  return said !== undefined && notTwo ? noTwo(said) : said
}

/** `is the circle yellow?`, `does the tower have a blue block?` */
const inverted = (c: Cursor): Stated | undefined => {
  const verb = c.peek()
  c.at++
  const np = nounPhrase(c)
  if (np === undefined) return undefined
  const described = /^(is|are|was|were)$/.test(verb) ? c.attempt(() => describedSubject(c, np)) : undefined
  if (described !== undefined) return described
  const rest = c.words.slice(c.at)
  const again = new Cursor([...(/^(do|does|did|can)$/.test(verb) ? [] : [verb]), ...rest], c.grammar)
  const said = statedOf(again, np, { predicates: [] })
  c.at = Math.max(c.at, c.words.length - (again.words.length - again.at))
  c.unread.push(...again.unread)
  return said
}

/** `is the dog near the bench black?`: what stands before the last word describes the subject. */
const describedSubject = (c: Cursor, np: NounPhrase): Stated | undefined => {
  const more = c.grammar.modifiers(c, np)
  const said = more.predicates.length === 0 || c.done ? undefined : c.grammar.complement(c)
  if (said === undefined || said.predicates.length === 0) return undefined
  const phrase = phraseOf(np, more.predicates)
  const are = all(said.predicates)
  return { statement: { kind: 'are', phrase, are }, subject: { ...phrase, of: all([phrase.of, are]) }, np }
}

/** `no two boxes have the same number of circles`: not two of them. */
const noTwo = (said: Stated): Stated | undefined => {
  if (said.statement.kind !== 'alike') return undefined
  const pair: Statement = { ...said.statement, quantity: { kind: 'count', op: '>=', n: 2 } }
  return { ...said, statement: { kind: 'not', part: pair } }
}

/** `in the left box there are two circles`, `in each box the top item is yellow`. */
const fronted = (c: Cursor): Stated | undefined => {
  if (!c.accept('in|inside')) return undefined
  const place = fullPhrase(c)
  if (place === undefined || !isContainer(place.np.predicate)) return undefined
  c.accept(',')
  const phrase = phraseOf(place.np, place.more.predicates)
  const there = c.accept('there', 'is|are') ? c.grammar.hasPhrase(c, place.np) : undefined
  const are = there === undefined ? c.grammar.insideClause(c) : all(there.predicates)
  return (
    are && { statement: { kind: 'are', phrase, are }, subject: { ...phrase, of: all([phrase.of, are]) }, np: place.np }
  )
}

const some: Quantity = { kind: 'count', op: '>=', n: 1 }

const thereIs = (c: Cursor): Stated | undefined => {
  const parts: Statement[] = []
  let last: { readonly np: NounPhrase; readonly phrase: Phrase } | undefined
  for (let guard = 0; guard < 5; guard++) {
    const read = c.attempt(() => fullPhrase(c))
    if (read === undefined) break
    const { np, more } = read
    const phrase = {
      ...phraseOf(np, more.predicates),
      ...(np.determiner.quantity.kind === 'count' || np.determiner.quantity.kind === 'none' ? {} : { quantity: some }),
    }
    parts.push(thereOf(np, more, phrase))
    last = { np, phrase }
    const again =
      c.sees('and', 'a|an|>=|<=|==|>|<|no|only|1|2|3|4|5|6') &&
      !c.sees('and', '1', 'of') &&
      !(c.sees('and') && c.peek(2) === 'is')
    if (!again) break
    c.at++
  }
  if (last === undefined) return undefined
  return { statement: parts.length === 1 ? parts[0]! : { kind: 'and', parts }, subject: last.phrase, np: last.np }
}

const thereOf = (np: NounPhrase, more: Modified, phrase: Phrase): Statement => {
  if (np.head.kind === 'feature')
    return { kind: 'variety', feature: np.head.feature as Feature, of: all(more.predicates), quantity: countOf(np) }
  if (more.wide !== undefined)
    return { kind: 'are', phrase: { quantity: { kind: 'all' }, of: more.wide.of }, are: { kind: 'has', phrase } }
  if (more.group?.kind === 'alike')
    return {
      kind: 'alike',
      of: phrase.of,
      by: more.group.by,
      quantity: phrase.quantity,
      different: more.group.different,
      ...(more.group.counting === undefined ? {} : { counting: more.group.counting }),
    }
  if (more.group?.kind === 'variety') {
    return {
      kind: 'and',
      parts: [
        { kind: 'there', phrase },
        { kind: 'variety', feature: more.group.feature as Feature, of: phrase.of, quantity: more.group.quantity },
      ],
    }
  }
  return { kind: 'there', phrase }
}

const countOf = (np: NounPhrase): Quantity => {
  const group = groupOf(np)
  if (group?.kind === 'variety')
    return np.determiner.only && group.quantity.kind === 'count'
      ? { kind: 'count', op: group.quantity.op, n: group.quantity.n }
      : group.quantity
  return np.determiner.quantity
}

/** A subject with its verb; a subject alone says that there is one. */
const statedOf = (c: Cursor, np: NounPhrase, more: Modified): Stated | undefined => {
  const phrase = phraseOf(np, more.predicates)
  if (np.head.kind === 'none' && np.predicate.kind === 'any' && c.done) return undefined
  const also = c.sees('and') ? c.attempt(() => (c.accept('and') ? alsoSubject(c) : undefined)) : undefined
  const against = c.attempt(() => contest(c, phrase))
  if (against !== undefined) return { statement: against, subject: undefined, np }
  const said = c.attempt(() => c.grammar.verbPhrase(c, np))
  if (said === undefined) {
    const quantity = phrase.quantity.kind === 'count' || phrase.quantity.kind === 'none' ? phrase.quantity : some
    return { statement: thereOf(np, more, { ...phrase, quantity }), subject: { ...phrase, quantity }, np }
  }
  const are = all(said.predicates)
  const subject = { quantity: some, of: all([phrase.of, are]) }
  if (also !== undefined)
    return {
      statement: { kind: 'and', parts: [phrase, also].map((each) => ({ kind: 'are', phrase: each, are })) },
      subject,
      np,
    }
  if (np.head.kind === 'feature')
    return {
      statement: { kind: 'variety', feature: np.head.feature as Feature, of: are, quantity: countOf(np) },
      subject,
      np,
    }
  return { statement: subjectStatement(np, phrase, said.group, are), subject, np }
}

const alsoSubject = (c: Cursor): Phrase | undefined => {
  const read = fullPhrase(c)
  return read !== undefined && c.sees('is|are|has|have|contains|touch')
    ? phraseOf(read.np, read.more.predicates)
    : undefined
}

const subjectStatement = (np: NounPhrase, phrase: Phrase, group: Modified['group'], are: Predicate): Statement => {
  if (group?.kind === 'together') return { kind: 'together', of: phrase.of }
  if (group?.kind === 'alike')
    return {
      kind: 'alike',
      of: phrase.of,
      by: group.by,
      quantity: phrase.quantity,
      different: group.different,
      ...(group.counting === undefined ? {} : { counting: group.counting }),
    }
  if (group?.kind === 'variety')
    return { kind: 'variety', feature: group.feature as Feature, of: phrase.of, quantity: group.quantity }
  return { kind: 'are', phrase, are }
}
