import { contentsCompared } from './comparison.ts'
import type { Cursor } from './cursor.ts'
import { isAdjective, isNoun, isNumber } from './cursor.ts'
import { colours } from './lexicon.ts'
import type { Feature, Group, Phrase, Predicate, Quantity, Relation } from './logical-form.ts'
import { fullPhrase } from './full-phrase.ts'
import type { NounPhrase } from './noun-phrase.ts'
import { phraseOf } from './noun-phrase.ts'
import { groupOf } from './of-phrase.ts'
import { all, isContainer } from './predicate.ts'
import type { Modified, Said } from './said.ts'

const inverse: Readonly<Partial<Record<Relation, Relation>>> = {
  on: 'under',
  above: 'below',
  below: 'above',
  under: 'on',
  left: 'right',
  right: 'left',
  near: 'near',
  touching: 'touching',
  front: 'behind',
  behind: 'front',
}

/** Reads what something has: `a yellow block, two blue blocks and no circle`. */
export const hasPhrase = (c: Cursor, host: NounPhrase): Said | undefined => {
  const found: Predicate[] = []
  let group: Group | undefined
  const only = c.accept('only')
  for (let guard = 0; guard < 8; guard++) {
    const item = c.attempt(() => hasItem(c, host, found, only && found.length === 0))
    if (item === undefined) break
    found.push(...item.predicates)
    group ??= item.group
    if (!continues(c)) break
  }
  return found.length === 0 && group === undefined
    ? undefined
    : { predicates: found, ...(group === undefined ? {} : { group }) }
}

/** Takes the `,` or `and` before another item. */
const continues = (c: Cursor): boolean => {
  const starts = (ahead: number): boolean => {
    const word = c.peek(ahead)
    const opens =
      /^(a|an|the|no|another|only|just|>=|<=|==|>|<|all|some|both)$/.test(word) ||
      isNumber(word) ||
      isAdjective(word) ||
      isNoun(word)
    return opens && !(word === '1' && /^(of|is)$/.test(c.peek(ahead + 1)) && c.peek(ahead + 2) === 'them')
  }
  if (c.sees(',', 'and') && starts(2)) return c.accept(',', 'and')
  if (c.sees('and|,|but') && starts(1)) return c.at++ >= 0
  return false
}

const hasItem = (c: Cursor, host: NounPhrase, before: Predicate[], onlyAll: boolean): Said | undefined => {
  if (c.accept('same', 'number', 'of') || c.accept('same', 'amount', 'of')) return inNumber(c)
  const compared = c.attempt(() => contentsCompared(c))
  if (compared !== undefined) return { predicates: [compared] }
  const read = fullPhrase(c)
  if (read === undefined) return undefined
  const { np, more } = read
  const only = onlyAll || np.determiner.only
  const said: Predicate[] = [...more.predicates]
  if (c.sees('is|are|being')) {
    c.at++
    const rest = c.grammar.complement(c)
    if (rest === undefined) return undefined
    said.push(...rest.predicates)
  } else if (c.peek() in colours && !isNoun(c.peek(1))) {
    said.push({ kind: 'feature', feature: 'colour', value: colours[c.peek()]! })
    c.at++
  }
  if (c.accept('each')) c.unread.push('each')
  const group = atEnd(groupOf(np), said)
  if (group !== undefined) return ofHost(group, only)
  if (more.pronoun !== undefined)
    return besideHost(np, said, more.pronoun, isContainer(host.predicate) ? before : undefined)
  return { predicates: itemPredicates(np, said, { more, only }) }
}

/** `the same color at the top`. */
const atEnd = (group: Group | undefined, said: readonly Predicate[]): Group | undefined => {
  const place = said.find((each) => each.kind === 'place')
  if (group?.kind !== 'alike' || group.by !== 'colour' || place?.kind !== 'place') return group
  return { ...group, by: place.end === 'bottom' ? 'base colour' : 'top colour' }
}

/** `have the same number of circles`. */
const inNumber = (c: Cursor): Said | undefined => {
  const read = fullPhrase(c)
  if (read === undefined) return undefined
  return {
    predicates: [],
    group: {
      kind: 'alike',
      by: 'count',
      different: false,
      counting: all([read.np.predicate, ...read.more.predicates]),
    },
  }
}

/** `with only one color`: of what the host has; `with the same height`: of the hosts among themselves. */
const ofHost = (group: Group, only: boolean): Said => {
  if (group.kind === 'variety') return { predicates: [variety(group, { kind: 'any' }, only)] }
  return { predicates: [], group }
}

const variety = (group: Group & { readonly kind: 'variety' }, among: Predicate, only = false): Predicate => ({
  kind: 'variety',
  feature: group.feature as Feature,
  among,
  quantity:
    only && group.quantity.kind === 'count'
      ? { kind: 'count', op: group.quantity.op, n: group.quantity.n }
      : group.quantity,
})

/** `with a blue square on top of it`: it is the host, or the thing named before. */
const besideHost = (
  np: NounPhrase,
  said: readonly Predicate[],
  relation: Relation,
  before: Predicate[] | undefined,
): Said => {
  const back: Predicate = { kind: 'relation', relation: inverse[relation] ?? relation, phrase: phraseOf(np, said) }
  const last = before?.at(-1)
  if (before === undefined || last?.kind !== 'has') return { predicates: [back] }
  before.pop()
  return { predicates: [{ kind: 'has', phrase: { ...last.phrase, of: all([last.phrase.of, back]) } }] }
}

interface Around {
  readonly more: Modified
  readonly only: boolean
}

const itemPredicates = (np: NounPhrase, said: readonly Predicate[], { more, only }: Around): readonly Predicate[] => {
  const of = all([np.predicate, ...said])
  if (np.head.kind === 'role') {
    const rest = np.predicate.kind === 'and' ? np.predicate.parts.filter(({ kind }) => kind !== 'place') : []
    return [{ kind: 'part', end: np.head.end, rank: np.head.rank, is: all([...rest, ...said]) }]
  }
  const quantity = limited(np, more)
  const counted = quantity.kind === 'count' || quantity.kind === 'none'
  const exactly = quantity.kind === 'count' && quantity.op === '==' && quantity.soft !== true
  const whole = quantity.kind === 'count' && (only || (exactly && more.predicates.length > 0))
  const has: Predicate = { kind: 'has', phrase: { quantity: exact(quantity, only), of } }
  const count = !counted ? [] : whole ? [has, inAll(exact(quantity, true))] : [has]
  const together = togetherOf(np, of, more.group)
  if (together !== undefined) return [...count, ...together]
  if (more.group?.kind === 'run' && quantity.kind === 'count')
    return [...count, { kind: 'maybe', part: { kind: 'run', of, n: quantity.n } }]
  const mixed = np.mixed === undefined ? [] : present(np.mixed.map(colour))
  if (counted) return quantity.kind === 'count' ? [...count, ...mixed] : count
  if (only || quantity.kind === 'all') return [{ kind: 'only', among: { kind: 'any' }, are: of }, ...mixed]
  return [{ kind: 'has', phrase: { quantity: { kind: 'count', op: '>=', n: 1 }, of } }]
}

/** What is said of all those items together: `of two colors`, `of the same shape`, `of black and blue color`. */
const togetherOf = (np: NounPhrase, of: Predicate, group: Group | undefined): readonly Predicate[] | undefined => {
  const alike = (feature: Feature, different: boolean): Predicate => ({
    kind: 'variety',
    feature,
    among: of,
    quantity: { kind: 'count', op: different ? '>' : '==', n: 1 },
  })
  if (group?.kind === 'variety') return [variety(group, of)]
  if (group?.kind === 'alike') return [alike(group.by as Feature, group.different)]
  if (group?.kind === 'limited')
    return [{ kind: 'only', among: of, are: { kind: 'or', parts: group.to } }, ...present(group.to)]
  return np.same ? [alike('colour', false)] : undefined
}

/** There are so many in all, of whatever kind: `only one block, which is blue`. */
const inAll = (quantity: Quantity): Predicate => ({
  kind: 'maybe',
  part: { kind: 'has', phrase: { quantity, of: { kind: 'any' } } },
})

/** `3 items at most`; `the two` of those that were named. */
const limited = ({ determiner: { quantity, number } }: NounPhrase, { limit }: Modified): Quantity => {
  if (quantity.kind === 'the' && number !== undefined) return { kind: 'count', op: '==', n: number, soft: true }
  return limit !== undefined && quantity.kind === 'count' ? { kind: 'count', op: limit, n: quantity.n } : quantity
}

const colour = (value: string): Predicate => ({ kind: 'feature', feature: 'colour', value })

/** Each of them is there. */
const present = (each: readonly Predicate[]): readonly Predicate[] => [
  {
    kind: 'maybe',
    part: all(each.map((of) => ({ kind: 'has', phrase: { quantity: { kind: 'count', op: '>=', n: 1 }, of } }))),
  },
]

const exact = (quantity: Phrase['quantity'], only: boolean): Phrase['quantity'] =>
  only && quantity.kind === 'count' && quantity.op === '==' ? { kind: 'count', op: '==', n: quantity.n } : quantity
