import { Cursor, isUnknown } from './cursor.ts'
import { hasPhrase } from './has-phrase.ts'
import { blocks, shapes, things, walls } from './lexicon.ts'
import type { Group, Phrase, Predicate, Relation, Side } from './logical-form.ts'
import type { NounPhrase } from './noun-phrase.ts'
import { nounPhrase, phraseOf } from './noun-phrase.ts'
import { ofPhrase } from './of-phrase.ts'
import { all, isContainer, not } from './predicate.ts'
import { insideClause, verbPhrase } from './verb-phrase.ts'

/** What follows a noun. */
export interface Modified {
  readonly predicates: Predicate[]
  group?: Group
  /** `in each box`: the container that the whole statement ranges over. */
  wide?: Phrase
  /** `3 items at most`. */
  limit?: '>=' | '<='
  /** `on top of it`: how it stands to what was named before. */
  pronoun?: Relation
}

/** Reads modifiers as long as there are any. `host` is what they are said of. */
export const modifiers = (c: Cursor, host: NounPhrase): Modified => {
  const found: Modified = { predicates: [] }
  while (!c.done && modifier(c, host, found)) continue
  return found
}

/** A noun phrase with what follows it, as a phrase about things. */
export const fullPhrase = (c: Cursor): { readonly np: NounPhrase; readonly more: Modified } | undefined => {
  const np = nounPhrase(c)
  return np && { np, more: modifiers(c, np) }
}

export const relations: Readonly<Record<string, Relation>> = {
  on: 'on',
  onto: 'on',
  over: 'above',
  above: 'above',
  below: 'below',
  under: 'under',
  beneath: 'under',
  underneath: 'under',
  leftof: 'left',
  rightof: 'right',
  near: 'near',
  behind: 'behind',
  infront: 'front',
  between: 'between',
  against: 'touching',
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
  const add = (predicate: Predicate | undefined): boolean =>
    predicate !== undefined && found.predicates.push(predicate) > 0
  if (
    c.sees('that|which|who|and', 'is|are|has|have|contains|contain|does|do|touches|touch|was|were') ||
    c.sees('than', 'contains|has|have|contain')
  ) {
    if (c.sees('and') && !c.sees('and', 'is|are|has|have|contains', 'touching|not|only|at|on')) return false
    c.at++
    return verbInto(c, host, found)
  }
  if (c.sees('>=|<=') && !/^(\d+|a|an)$/.test(c.peek(1)) && c.at++ >= 0)
    return (found.limit = c.words[c.at - 1] as '>=') !== undefined
  if (c.sees('with|having|containing|including|holding|where|such|that|which|whose') && isPlainItem(host))
    return ofItem(c, host, found)
  if (c.accept('where') || c.accept('such', 'that') || (c.sees('that|which', 'the|all|each') && c.accept('that|which')))
    return add(insideClause(c))
  if (c.sees('which', 'a|an|1|2|3|4|5') && c.accept('which')) return hasInto(c, host, found)
  if (c.accept('whose')) return add(insideClause(c))
  if (c.accept('with|having|containing|including|holding')) return hasInto(c, host, found)
  if (c.accept('without')) {
    const inner = fullPhrase(c)
    return add(
      inner && {
        kind: 'has',
        phrase: { quantity: { kind: 'none' }, of: all([inner.np.predicate, ...inner.more.predicates]) },
      },
    )
  }
  if (c.accept('being')) return verbInto(c, host, found, true)
  if (c.accept('not')) return negated(c, host, found)
  if (c.accept('nearly|almost')) return c.unread.push('nearly') > 0
  if (c.accept('touching|touch|touches')) return add(touch(c))
  if (c.sees('of')) return ofPhrase(c, found)
  if (c.accept('as', 'the|a') || c.accept('as|at|in|on', 'the', 'very') || c.sees('at|on|in|as|from|to'))
    return add(placeOrRelation(c, found))
  if (c.peek() in relations) return add(relation(c, found))
  if (c.peek() === 'inside') return add(placeOrRelation(c, found))
  if (c.sees('onto|stacked|together', 'eachother|together|vertically') || c.accept('together')) {
    if (c.sees('onto|stacked|together')) c.at += 2
    found.group = { kind: 'run' }
    return true
  }
  if (c.accept(skipped)) return true
  if (c.peek() === 'eachother') return c.at++ >= 0
  return gerund(c, found)
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
  const said = hasPhrase(c, host)
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
  const said = verbPhrase(c, host, complementOnly)
  if (said === undefined) return false
  found.predicates.push(...said.predicates)
  if (said.group !== undefined) found.group = said.group
  return true
}

const hasInto = (c: Cursor, host: NounPhrase, found: Modified): boolean => {
  const said = hasPhrase(c, host)
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
  const np = nounPhrase(c)
  if (np === undefined) return undefined
  const { head } = np
  if (head.kind === 'region' || head.kind === 'role' || (head.kind === 'thing' && head.noun === 'box')) {
    if (c.sees('of|in')) ownerOf(c)
    const side = head.kind === 'region' ? head.side : head.kind === 'role' ? head.end : 'wall'
    const touches: Predicate = { kind: 'touches', side: side as Side }
    return np.determiner.quantity.kind === 'none' ? not(touches) : touches
  }
  const more = modifiers(c, np)
  return { kind: 'relation', relation: 'touching', phrase: phraseOf(np, more.predicates) }
}

/** `of the box`: whose side it is goes without saying. */
const ownerOf = (c: Cursor): void => {
  c.attempt(() => {
    c.at++
    return nounPhrase(c)
  })
}

/** `at the base of a tower`, `on top`, `as the top`, `in the middle`, `in a box`, `on a blue block`. */
const placeOrRelation = (c: Cursor, found: Modified): Predicate | undefined => {
  const word = c.accept('at|as|in|on|inside|from|to') ? c.words[c.at - 1]! : (c.words[c.at - 1] ?? 'at')
  if (c.sees('it|them|that')) return word === 'on' ? pronoun(c, found, 'on') : undefined
  if (word === 'in' && c.sees('each|every')) return wide(c, found)
  const np = c.attempt(() => nounPhrase(c))
  if (np === undefined) return undefined
  const { head } = np
  if (head.kind === 'role' || head.kind === 'region') return place(c, np, word)
  if (word === 'in' && np.same) found.group = { kind: 'together' }
  if (word === 'in' && np.same) return { kind: 'any' }
  if (word === 'in' || word === 'inside') return { kind: 'inside', phrase: phraseOf(np, modifiers(c, np).predicates) }
  if (word === 'on' && head.kind === 'thing')
    return { kind: 'relation', relation: 'on', phrase: phraseOf(np, modifiers(c, np).predicates) }
  if (word === 'as' || word === 'at') return all([np.predicate, ...modifiers(c, np).predicates])
  return undefined
}

const place = (c: Cursor, np: NounPhrase, word: string): Predicate | undefined => {
  const { head } = np
  const end = head.kind === 'role' ? head.end : head.kind === 'region' ? head.side : 'top'
  const at: Predicate = /^(top|bottom|left|right|middle)$/.test(end)
    ? { kind: 'place', end: end as 'top', rank: 0 }
    : { kind: 'touches', side: end in walls || /^(wall|corner|side)$/.test(end) ? (end as Side) : 'wall' }
  if (word === 'from') return { kind: 'any' }
  const both = c.sees('and', 'second') && c.accept('and', 'second') ? c.accept('block|blocks') || true : false
  const owner = c.accept('of') ? fullPhrase(c) : undefined
  const place: Predicate = both ? { kind: 'or', parts: [at, { kind: 'place', end: end as 'top', rank: 1 }] } : at
  return owner === undefined || owner.np.head.kind === 'none'
    ? place
    : all([place, { kind: 'inside', phrase: phraseOf(owner.np, owner.more.predicates) }])
}

const wide = (c: Cursor, found: Modified): Predicate | undefined => {
  const np = nounPhrase(c)
  if (np === undefined) return undefined
  found.wide = phraseOf(np)
  return { kind: 'any' }
}

const pronoun = (c: Cursor, found: Modified, relation: Relation): Predicate => {
  c.at++
  while (c.accept('all|too')) continue
  found.pronoun = relation
  return { kind: 'any' }
}

const relation = (c: Cursor, found: Modified): Predicate | undefined => {
  const word = relations[c.peek()]!
  c.at++
  if (c.sees('it|them|that')) return pronoun(c, found, word)
  const np = nounPhrase(c)
  if (np === undefined) return undefined
  if (np.head.kind === 'role' || np.head.kind === 'region') return { kind: 'place', end: 'top', rank: 0 }
  const more = modifiers(c, np)
  if (more.group?.kind === 'variety' || more.group?.kind === 'alike') c.unread.push('same')
  const phrase = phraseOf(np, more.predicates)
  if (word === 'on' && np.head.kind === 'thing' && /^(tower|stack|box)$/.test(np.head.noun))
    return all([
      { kind: 'place', end: 'top', rank: 0 },
      { kind: 'inside', phrase },
    ])
  if (np.different || np.same) c.unread.push('different')
  return { kind: 'relation', relation: word, phrase }
}
