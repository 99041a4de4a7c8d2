import type { Cursor } from './cursor.ts'
import { isUnknown } from './cursor.ts'
import { fullPhrase } from './full-phrase.ts'
import { blocks, shapes, things } from './lexicon.ts'
import type { Predicate } from './logical-form.ts'
import type { NounPhrase } from './noun-phrase.ts'
import { phraseOf } from './noun-phrase.ts'
import { ofPhrase } from './of-phrase.ts'
import { placeOrRelation, relation, relations } from './place.ts'
import { all, isContainer, not } from './predicate.ts'
import type { Modified } from './said.ts'
import { touch } from './touch.ts'

/** Reads modifiers as long as there are any. `host` is what they are said of. */
export const modifiers = (c: Cursor, host: NounPhrase): Modified => {
  const found: Modified = { predicates: [] }
  while (!c.done && modifier(c, host, found)) continue
  return found
}

const skipped =
  'stacked|placed|located|situated|positioned|arranged|lying|standing|resting|closely|directly|right|just|also|all|that|which|slightly|immediately'

/** Reads one modifier; false where none begins here. */
const modifier = (c: Cursor, host: NounPhrase, found: Modified): boolean => {
  const start = c.at
  const read = one(c, host, found)
  if (!read) c.at = start
  return read && c.at > start
}

const one = (c: Cursor, host: NounPhrase, found: Modified): boolean => {
  if (c.sees(',', 'which|that|having|with|whose|where')) c.at++
  if (c.sees('>=|<=') && !/^(\d+|a|an)$/.test(c.peek(1))) {
    found.limit = c.peek() === '>=' ? '>=' : '<='
    return c.at++ >= 0
  }
  if (c.accept('in', 'total|all') || c.accept('altogether|overall')) return true
  if (c.accept('being')) return verbInto(c, host, found, true)
  if (c.accept('not')) return negated(c, host, found)
  if (c.accept('nearly|almost')) return c.unread.push('nearly') > 0
  if (c.sees('of')) return ofPhrase(c, host, found)
  if (clause(c, host, found) || where(c, found)) return true
  if (c.sees('onto|stacked|together', 'eachother|together|vertically') || c.accept('together')) {
    if (c.sees('onto|stacked|together')) c.at += 2
    found.group = { kind: 'run' }
    return true
  }
  return c.accept(skipped) || c.accept('eachother') || gerund(c, found)
}

const add = (found: Modified, predicate: Predicate | undefined): boolean =>
  predicate !== undefined && found.predicates.push(predicate) > 0

/** `that is yellow`, `with two blocks`, `where the top is red`. */
const clause = (c: Cursor, host: NounPhrase, found: Modified): boolean => {
  const start = c.at
  const verbs = 'is|are|has|have|contains|contain|does|do|touches|touch|was|were'
  if (c.sees('and', verbs) && !c.sees('and', 'is|are|has|have|contains', 'touching|not|only|at|on')) return false
  if (c.sees('that|which|who|and', verbs) || c.sees('than', 'contains|has|have|contain')) {
    c.at++
    return verbInto(c, host, found)
  }
  const inner = c.sees('with|having|containing|including|holding|where|such|that|which|whose')
  if (inner && isPlainItem(host)) return ofItem(c, host, found)
  const whole =
    c.accept('where|whose') || c.accept('such', 'that') || (c.sees('that|which', 'the|all|each') && c.at++ >= 0)
  if (whole) return add(found, c.grammar.insideClause(c))
  if (c.sees('which', 'a|an|1|2|3|4|5') && c.accept('which')) return hasInto(c, host, found)
  if (c.accept('with|having|containing|including|holding')) return hasInto(c, host, found)
  const without = c.accept('without') ? fullPhrase(c) : undefined
  if (without === undefined) c.at = start
  else
    add(found, {
      kind: 'has',
      phrase: { quantity: { kind: 'none' }, of: all([without.np.predicate, ...without.more.predicates]) },
    })
  return without !== undefined
}

/** `touching the wall`, `at the top`, `above a square`. */
const where = (c: Cursor, found: Modified): boolean => {
  if (c.accept('touching')) return add(found, touch(c))
  if (
    c.accept('as', 'the|a') ||
    c.accept('as|at|in|on', 'the', 'very') ||
    c.sees('at|on|in|from|to|inside') ||
    c.sees('as', 'top|base|bottom')
  )
    return add(found, placeOrRelation(c, found))
  return c.peek() in relations && add(found, relation(c, found))
}

/** A shape of a flat scene: it has no parts, so `with …` behind it is said of its container, but for `with … on top of it`. */
const isPlainItem = ({ head, predicate }: NounPhrase): boolean =>
  head.kind === 'thing' &&
  !isContainer(predicate) &&
  (things.has(head.noun) || blocks.has(head.noun) || head.noun in shapes)

const ofItem = (c: Cursor, host: NounPhrase, found: Modified): boolean => {
  if (c.sees('that|which', 'is|are|was|were|touches|touch|do|does')) {
    c.at++
    return verbInto(c, host, found)
  }
  if (!c.accept('with|having')) return false
  const said = c.grammar.hasPhrase(c, host)
  if (said === undefined || !said.predicates.every(({ kind }) => kind === 'relation')) return false
  found.predicates.push(...said.predicates)
  return true
}

/** An activity that no list knows: `sitting`, `wearing a hat`. */
const gerund = (c: Cursor, found: Modified): boolean => {
  const word = c.peek()
  if (!isUnknown(word) || !/(ing|ed)$/.test(word)) return false
  c.at++
  const object = c.sees('a|an|the|some') ? fullPhrase(c) : undefined
  if (object === undefined) found.predicates.push({ kind: 'word', word })
  else
    found.predicates.push({ kind: 'relation', relation: 'with', phrase: phraseOf(object.np, object.more.predicates) })
  return true
}

const verbInto = (c: Cursor, host: NounPhrase, found: Modified, complementOnly = false): boolean => {
  const said = c.grammar.verbPhrase(c, host, complementOnly)
  if (said === undefined) return false
  found.predicates.push(...said.predicates)
  if (said.group !== undefined) found.group = said.group
  return true
}

const hasInto = (c: Cursor, host: NounPhrase, found: Modified): boolean => {
  const said = c.grammar.hasPhrase(c, host)
  if (said === undefined) return false
  found.predicates.push(...said.predicates)
  if (said.group !== undefined) found.group = said.group
  return true
}

const negated = (c: Cursor, host: NounPhrase, found: Modified): boolean => {
  const inner: Modified = { predicates: [] }
  if (!modifier(c, host, inner)) return false
  found.predicates.push(not(all(inner.predicates)))
  return true
}
