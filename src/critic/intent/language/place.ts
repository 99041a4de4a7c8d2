import type { Cursor } from './cursor.ts'
import { fullPhrase } from './full-phrase.ts'
import { walls } from './lexicon.ts'
import type { Compared, Feature, Predicate, Relation, Side } from './logical-form.ts'
import type { NounPhrase } from './noun-phrase.ts'
import { nounPhrase, phraseOf } from './noun-phrase.ts'
import { all } from './predicate.ts'
import type { Modified } from './said.ts'

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

/** `at the base of a tower`, `on top`, `as the top`, `in the middle`, `in a box`, `on a blue block`. */
export const placeOrRelation = (c: Cursor, found: Modified): Predicate | undefined => {
  const word = c.accept('at|as|in|on|inside|from|to') ? c.words[c.at - 1]! : (c.words[c.at - 1] ?? 'at')
  if (c.sees('it|them|that')) return word === 'on' ? pronoun(c, found, 'on') : undefined
  if (word === 'in' && c.sees('each|every')) return wide(c, found)
  const np = c.attempt(() => nounPhrase(c))
  if (np === undefined) return undefined
  const { head } = np
  if (head.kind === 'role' || head.kind === 'region') return place(c, np, word)
  if (word === 'in' && np.same) found.group = { kind: 'together' }
  if (word === 'in' && np.same) return { kind: 'any' }
  if (word === 'in' || word === 'inside')
    return { kind: 'inside', phrase: phraseOf(np, c.grammar.modifiers(c, np).predicates) }
  if (word === 'on' && head.kind === 'thing')
    return { kind: 'relation', relation: 'on', phrase: phraseOf(np, c.grammar.modifiers(c, np).predicates) }
  if (word === 'as' || word === 'at') return all([np.predicate, ...c.grammar.modifiers(c, np).predicates])
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

export const relation = (c: Cursor, found: Modified): Predicate | undefined => {
  const word = relations[c.peek()]!
  c.at++
  if (c.sees('it|them|that')) return pronoun(c, found, word)
  const np = nounPhrase(c)
  if (np === undefined) return undefined
  if (np.head.kind === 'role' || np.head.kind === 'region') return { kind: 'place', end: 'top', rank: 0 }
  const more = c.grammar.modifiers(c, np)
  const phrase = phraseOf(np, more.predicates)
  if (word === 'on' && np.head.kind === 'thing' && /^(tower|stack|box)$/.test(np.head.noun))
    return all([
      { kind: 'place', end: 'top', rank: 0 },
      { kind: 'inside', phrase },
    ])
  const compared = comparedWith(np, more)
  if (compared === undefined && (more.group !== undefined || np.same || np.different)) c.unread.push('same')
  return { kind: 'relation', relation: word, phrase, ...(compared === undefined ? {} : { compared }) }
}

/** `above a different colored block`, `next to a circle of the same size`. */
const comparedWith = (np: NounPhrase, more: Modified): Compared | undefined => {
  const one = np.determiner.quantity.kind === 'count' && np.determiner.quantity.n === 1
  if (!one) return undefined
  if (np.same || np.different) return { feature: 'colour', same: np.same && !np.different }
  const { group } = more
  const feature = group?.kind === 'alike' && /^(colour|shape|size)$/.test(group.by) ? (group.by as Feature) : undefined
  return feature === undefined || group?.kind !== 'alike' ? undefined : { feature, same: !group.different }
}
