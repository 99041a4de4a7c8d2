import { Cursor } from './cursor.ts'
import { features } from './lexicon.ts'
import type { Feature, Phrase, Predicate, Quantity, Question, Reading, Statement } from './logical-form.ts'
import { fullPhrase, modifiers } from './modifiers.ts'
import type { Modified } from './modifiers.ts'
import type { NounPhrase } from './noun-phrase.ts'
import { nounPhrase, phraseOf } from './noun-phrase.ts'
import { groupOf } from './of-phrase.ts'
import { all, isContainer } from './predicate.ts'
import { tokensOf } from './tokens.ts'
import { verbPhrase } from './verb-phrase.ts'

/** Reads a statement or question; what it cannot read is in `unread`, or the question is `open`. */
export const readSentence = (text: string): Reading => {
  const c = new Cursor(tokensOf(text))
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
  const more = modifiers(c, np)
  c.accept('are|is', 'there')
  const rest = modifiers(c, np)
  const said = c.done ? undefined : verbPhrase(c, np)
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

/** One statement, or several that are joined. */
const statements = (c: Cursor): Statement | undefined => {
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

interface Said {
  readonly statement: Statement
  /** What a later `it` or `one of them` stands for. */
  readonly subject: Phrase | undefined
  readonly np: NounPhrase
}

const joined = (c: Cursor, last: Said): (Said & { readonly replaces: boolean }) | undefined => {
  while (c.accept(',')) continue
  if (c.accept('and|but|which')) while (c.accept(',')) continue
  if (c.accept('it|they') || (c.words[c.at - 1] === 'which' && c.sees('is|are|has|have'))) {
    const said = verbPhrase(c, last.np)
    if (said === undefined || last.subject === undefined) return undefined
    const subject = { ...last.subject, of: all([last.subject.of, ...said.predicates]) }
    return { statement: { kind: 'there', phrase: subject }, subject, np: last.np, replaces: true }
  }
  if (/^\d+$/.test(c.peek()) && /^(of)$/.test(c.peek(1)) && /^(them|which)$/.test(c.peek(2))) {
    const n = Number(c.peek())
    c.at += 3
    const said = verbPhrase(c, last.np)
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
  const next = statement(c)
  return next && { ...next, replaces: false }
}

const statement = (c: Cursor): Said | undefined => {
  const comparison = c.attempt(() => moreThan(c))
  if (comparison !== undefined) return comparison
  if (c.accept('there|their|ther', 'is|are|exists|exist|was|were|has|ar|re') || c.accept('is|are|was|were', 'there'))
    return thereIs(c)
  if (c.sees('is|are|do|does|did|has|have|can|was|were')) return inverted(c)
  const read = fullPhrase(c)
  if (read === undefined) return undefined
  return saidOf(c, read.np, read.more)
}

/** `there are more X than Y`, `there are as many X as Y`. */
const moreThan = (c: Cursor): Said | undefined => {
  c.accept('there', 'are|is') || c.accept('are|is', 'there')
  const op = c.accept('more')
    ? '>'
    : c.accept('fewer|less')
      ? '<'
      : c.accept('as', 'many') || c.accept('same|equal', 'number', 'of')
        ? '=='
        : undefined
  if (op === undefined) return undefined
  const a = fullPhrase(c)
  if (a === undefined || !(c.accept('than') || c.accept('as') || c.accept('and'))) return undefined
  c.accept('there', 'are')
  const b = fullPhrase(c)
  if (b === undefined) return undefined
  const first = all([a.np.predicate, ...a.more.predicates])
  const shared =
    b.np.head.kind === 'none' && a.np.predicate.kind === 'and'
      ? a.np.predicate.parts.filter(({ kind }) => kind === 'noun')
      : []
  return {
    statement: { kind: 'more', a: first, b: all([...shared, b.np.predicate, ...b.more.predicates]), op },
    subject: undefined,
    np: a.np,
  }
}

/** `is the circle yellow?`, `does the tower have a blue block?` */
const inverted = (c: Cursor): Said | undefined => {
  const verb = c.peek()
  c.at++
  const np = nounPhrase(c)
  if (np === undefined) return undefined
  const rest = c.words.slice(c.at)
  const again = new Cursor([...(/^(do|does|did|can)$/.test(verb) ? [] : [verb]), ...rest])
  const said = saidOf(again, np, { predicates: [] })
  c.at = Math.max(c.at, c.words.length - (again.words.length - again.at))
  c.unread.push(...again.unread)
  return said
}

const some: Quantity = { kind: 'count', op: '>=', n: 1 }

const thereIs = (c: Cursor): Said | undefined => {
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
const saidOf = (c: Cursor, np: NounPhrase, more: Modified): Said | undefined => {
  const phrase = phraseOf(np, more.predicates)
  if (np.head.kind === 'none' && np.predicate.kind === 'any' && c.done) return undefined
  const also = c.sees('and') ? c.attempt(() => (c.accept('and') ? alsoSubject(c) : undefined)) : undefined
  const said = c.attempt(() => verbPhrase(c, np))
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
    return { kind: 'alike', of: phrase.of, by: group.by, quantity: phrase.quantity, different: group.different }
  if (group?.kind === 'variety')
    return { kind: 'variety', feature: group.feature as Feature, of: phrase.of, quantity: group.quantity }
  return { kind: 'are', phrase, are }
}
