import type { Cursor } from './cursor.ts'
import { isAdjective, isNoun, isNumber, isUnknown } from './cursor.ts'
import { determiner, isMeasure } from './determiner.ts'
import type { Determiner } from './determiner.ts'
import {
  blocks,
  colours,
  containers,
  features,
  groups,
  ordinals,
  shapeAdjectives,
  shapes,
  singular,
  sizes,
  superlatives,
  things,
  towers,
  walls,
  wholes,
} from './lexicon.ts'
import type { Feature, Measure, Phrase, Predicate, Quantity } from './logical-form.ts'
import { all, either } from './predicate.ts'

/** A noun phrase before it is known what it is for. */
export interface NounPhrase {
  readonly determiner: Determiner
  readonly predicate: Predicate
  readonly head: Head
  /** `black and blue items`: the colours, where there are several and `and` joins them. */
  readonly mixed?: readonly string[]
  readonly same: boolean
  readonly different: boolean
}

export type Head =
  | { readonly kind: 'thing'; readonly noun: string }
  | { readonly kind: 'feature'; readonly feature: Measure }
  /** `base`, `top`: a part of the tower or box. */
  | { readonly kind: 'role'; readonly end: 'top' | 'bottom' | 'middle' | 'left' | 'right'; readonly rank: number }
  /** `edge`, `corner`: a part of a container. */
  | { readonly kind: 'region'; readonly side: string }
  | { readonly kind: 'none' }

interface Open {
  readonly predicates: Predicate[]
  mixed: readonly string[] | undefined
  same: boolean
  different: boolean
  readonly extremes: (typeof superlatives)[string][]
}

/** Reads determiner, adjectives and noun; what follows the noun is left to `modifiers`. */
export const nounPhrase = (c: Cursor): NounPhrase | undefined =>
  c.attempt(() => {
    const start = c.at
    const before = determiner(c)
    const open: Open = { predicates: [], mixed: undefined, same: false, different: false, extremes: [] }
    const head = headOf(c, open, before)
    if (head.kind === 'none' && (c.at === start || (open.predicates.length === 0 && !before.explicit))) return undefined
    const plain = all([...nounPredicate(head), ...open.predicates])
    const predicate = all([
      plain,
      ...open.extremes.map(([measure, sign]): Predicate => ({ kind: 'extreme', measure, sign, among: plain })),
    ])
    return {
      determiner: settled(before, head, c),
      predicate,
      head,
      same: open.same,
      different: open.different,
      ...(open.mixed === undefined ? {} : { mixed: open.mixed }),
    }
  })

/** `the tower` is one, `the towers` are all of them. */
const settled = (before: Determiner, head: Head, c: Cursor): Determiner => {
  const word = c.words[c.at - 1] ?? ''
  const one =
    before.quantity.kind === 'the' && before.number === undefined && head.kind === 'thing' && singular(word) === word
  return one ? { ...before, quantity: { kind: 'the', unique: true } } : before
}

/** The phrase of a noun phrase that is about things. */
export const phraseOf = (np: NounPhrase, more: readonly Predicate[] = []): Phrase => ({
  quantity: np.determiner.only ? hard(np.determiner.quantity) : np.determiner.quantity,
  of: all([np.predicate, ...more]),
  ...(np.determiner.only ? { only: true } : {}),
})

/** `only two` is exactly two. */
export const hard = (quantity: Quantity): Quantity =>
  quantity.kind === 'count' && quantity.soft === true ? { kind: 'count', op: quantity.op, n: quantity.n } : quantity

const headOf = (c: Cursor, open: Open, before: Determiner): Head => {
  for (let guard = 0; guard < 12; guard++) {
    const word = c.peek()
    if (word === '') break
    if (word in colours) {
      if (open.predicates.some((each) => each.kind === 'feature' && each.feature === 'colour') && !isNoun(c.peek(1)))
        return slip(c)
      readColours(c, open)
    } else if (word in sizes && !c.sees('medium|small|big|large', 'size')) take(c, open, 'size', sizes[word]!)
    else if (word in shapeAdjectives) take(c, open, 'shape', shapeAdjectives[word]!)
    else if (c.accept('same')) open.same = true
    else if (c.accept('different|distinct')) open.different = true
    else if ((open.same || open.different) && c.accept('colored|coloured')) continue
    else if (c.accept('other|single|closely|very|the')) continue
    else if (isNumber(word)) {
      if (readMeasure(c, open)) continue
      if (
        word === '1' &&
        (before.explicit || open.predicates.length > 0) &&
        !isNoun(c.peek(1)) &&
        !isAdjective(c.peek(1))
      ) {
        c.at++
        return { kind: 'thing', noun: 'thing' }
      }
      break
    } else {
      const head = nounOrRole(c, open)
      if (head === 'adjective') continue
      if (head !== undefined) return head
      break
    }
  }
  return { kind: 'none' }
}

/** `a yellow black`: the second colour stands where the noun should. */
const slip = (c: Cursor): Head => {
  c.at++
  return { kind: 'thing', noun: 'thing' }
}

const take = (c: Cursor, open: Open, feature: Feature, value: string): void => {
  c.at++
  open.predicates.push({ kind: 'feature', feature, value })
}

/** `black`, `black and blue`, `black or yellow`. */
const readColours = (c: Cursor, open: Open): void => {
  const values = [colours[c.peek()]!]
  let joined = 'or'
  c.at++
  while (c.sees('and|or|,') && (c.peek(1) in colours || (c.sees(',', 'and|or') && c.peek(2) in colours))) {
    if (c.sees(',', 'and|or')) c.at++
    if (c.peek() !== ',') joined = c.peek()
    values.push(colours[c.peek(1)]!)
    c.at += 2
  }
  if (values.length === 1 && ['grey'].includes(values[0]!) && /^(box|square|area|rectangle)/.test(singular(c.peek()))) {
    return
  }
  if (values.length > 1 && joined === 'and') open.mixed = values
  open.predicates.push(either(values.map((value) => ({ kind: 'feature', feature: 'colour', value }))))
}

/** `three blocks tower`, `a 4 block tower`: how many it has. */
const readMeasure = (c: Cursor, open: Open): boolean => {
  if (!isMeasure(c, 0)) return false
  const n = Number(c.peek())
  c.at += 2
  open.predicates.push({ kind: 'has', phrase: { quantity: { kind: 'count', op: '==', n }, of: { kind: 'any' } } })
  return true
}

const ends: Readonly<Record<string, 'top' | 'bottom' | 'middle' | 'left' | 'right'>> = {
  top: 'top',
  bottom: 'bottom',
  base: 'bottom',
  middle: 'middle',
  upper: 'top',
  uppermost: 'top',
  topmost: 'top',
  lowest: 'bottom',
  highest: 'top',
  lower: 'bottom',
  leftmost: 'left',
  rightmost: 'right',
}

const nounOrRole = (c: Cursor, open: Open): Head | 'adjective' | undefined => {
  const word = c.peek()
  const noun = singular(word)
  const next = c.peek(1)
  if (c.sees('top|bottom|base|upper|lower', 'color|colour')) {
    c.at += 2
    return { kind: 'feature', feature: noun === 'top' || noun === 'upper' ? 'top colour' : 'base colour' }
  }
  if (noun in ends) {
    c.at++
    if ((isNoun(next) || isAdjective(next)) && !(singular(next) in features)) {
      if (!/^(wall|edge|side)$/.test(singular(next))) open.predicates.push({ kind: 'place', end: ends[noun]!, rank: 0 })
      return /^(wall|edge|side)$/.test(singular(next)) ? region(c, noun) : 'adjective'
    }
    if (/^(wall|edge|side|corner|border)$/.test(singular(next))) return region(c, noun)
    return { kind: 'role', end: ends[noun]!, rank: 0 }
  }
  if (
    /^(left|right)$/.test(noun) &&
    (isContainerWord(next) || (/^gr[ea]y$/.test(next) && isContainerWord(c.peek(2))))
  ) {
    c.at++
    open.predicates.push({ kind: 'place', end: noun as 'left', rank: 0 })
    return 'adjective'
  }
  if (noun in superlatives && (isNoun(next) || isAdjective(next) || next === '1')) {
    c.at++
    open.extremes.push(superlatives[noun]!)
    return 'adjective'
  }
  if (/^(left|right)$/.test(noun) && /^(wall|edge|side|corner|border)$/.test(singular(next))) {
    c.at++
    return region(c, noun)
  }
  if (noun in walls) return region(c, walls[noun]!)
  if (word in ordinals && (isNoun(next) || next === '1')) return ordinal(c, open)
  if (noun in features && (noun !== 'size' || !isNoun(next))) return featureHead(c, open, noun)
  return isNoun(word) ? plainNoun(c, open, noun) : undefined
}

const isContainerWord = (word: string): boolean =>
  containers.has(singular(word)) || towers.has(singular(word)) || wholes.has(singular(word))

const region = (c: Cursor, side: string): Head => {
  c.at++
  return {
    kind: 'region',
    side: /^(upper|top)$/.test(side) ? 'top' : /^(lower|base|bottom)$/.test(side) ? 'bottom' : side,
  }
}

const featureHead = (c: Cursor, open: Open, noun: string): Head | 'adjective' => {
  c.at++
  if (isNoun(c.peek()) && !(singular(c.peek()) in features)) return 'adjective' // `same color blocks`
  return { kind: 'feature', feature: features[noun] as Measure }
}

/** `second block`, `the third one from the top`. */
const ordinal = (c: Cursor, open: Open): Head | 'adjective' => {
  const rank = ordinals[c.peek()]!
  c.at++
  const fromTop = c.words
    .slice(c.at, c.at + 5)
    .join(' ')
    .match(/from (the )?(top|bottom|base|left|right)/)
  open.predicates.push({
    kind: 'place',
    end: rank === -1 ? 'top' : fromTop?.[2] === 'top' ? 'top' : 'bottom',
    rank: rank === -1 ? 0 : rank,
  })
  return 'adjective'
}

const plainNoun = (c: Cursor, open: Open, noun: string): Head | 'adjective' => {
  const next = c.peek(1)
  const following = singular(next)
  if (groups.has(noun) && next === 'of') {
    c.at += 2
    return 'adjective'
  }
  c.at++
  const more =
    isNoun(next) && !(following in features && c.peek(2) !== '') && !(isUnknown(next) && /(ing|ed)$/.test(next))
  if (more) {
    if (isUnknown(c.words[c.at - 1]!)) open.predicates.push({ kind: 'word', word: noun })
    else if (noun in shapes) open.predicates.push({ kind: 'feature', feature: 'shape', value: noun })
    return 'adjective'
  }
  if (/^(corner|wall|edge|side)$/.test(following) && containers.has(noun)) return region(c, following)
  return {
    kind: 'thing',
    noun: noun === 'square' && c.words[c.at - 2] !== undefined && /^gr[ea]y$/.test(c.words[c.at - 2]!) ? 'box' : noun,
  }
}

const nounPredicate = (head: Head): readonly Predicate[] => {
  if (head.kind === 'role') return [{ kind: 'place', end: head.end, rank: head.rank }]
  if (head.kind !== 'thing') return []
  const { noun } = head
  if (things.has(noun)) return []
  if (noun in shapes) return [{ kind: 'feature', feature: 'shape', value: noun }]
  if (blocks.has(noun)) return [{ kind: 'noun', noun: 'block' }]
  if (containers.has(noun)) return [{ kind: 'noun', noun: 'box' }]
  if (towers.has(noun)) return [{ kind: 'noun', noun: 'tower' }]
  return [{ kind: 'noun', noun: wholes.has(noun) ? 'image' : noun }]
}
