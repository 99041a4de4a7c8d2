import type { Dice } from '../dice.ts'
import type { Amount, Kind, Wall } from '../form/form.ts'

/** The words of one sentence, chosen once. */
export interface Wording {
  readonly dice: Dice
  /** What items are called that have no named shape. */
  readonly item: 'item' | 'object' | 'block'
  readonly box: 'box' | 'grey box'
  readonly digits: boolean
  readonly color: 'color' | 'colour'
}

export const wordingOf = (family: 'scattered' | 'towers', dice: Dice): Wording => ({
  dice,
  item: family === 'towers' ? 'block' : dice.pick(['item', 'item', 'object']),
  box: dice.pick(['box', 'box', 'box', 'box', 'grey box']),
  digits: dice.chance(0.4),
  color: dice.pick(['color', 'colour']),
})

const numberWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
export const numeral = (number: number, { digits }: Wording): string =>
  digits ? String(number) : (numberWords[number] ?? String(number))

const pluralOf = (noun: string): string => (noun.endsWith('x') ? `${noun}es` : `${noun}s`)

/** `yellow square`, `small black items`. */
export const nounPhrase = ({ size, color, shape }: Kind, { item }: Wording, plural = false): string =>
  [size, color, plural ? pluralOf(shape ?? item) : (shape ?? item)].filter(Boolean).join(' ')

export const oneOf = (kind: Kind, words: Wording): string => withArticle(nounPhrase(kind, words))
export const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`

export const groupNoun = (over: 'box' | 'tower', { box }: Wording, plural = false): string => {
  const noun = over === 'box' ? box : over
  return plural ? pluralOf(noun) : noun
}

/** `exactly three`, `no more than 2`; the noun after it is plural unless the number is one. */
export function amountWords({ relation, number }: Amount, words: Wording): string {
  const told = numeral(number, words)
  const { dice } = words
  switch (relation) {
    case 'bare':
      return told
    case 'exactly':
      return dice.pick([`exactly ${told}`, `exactly ${told}`, `only ${told}`])
    case 'at least':
      return number > 1 && dice.chance(0.2) ? `${told} or more` : `at least ${told}`
    case 'at most':
      return dice.pick([`at most ${told}`, `no more than ${told}`])
    case 'more than':
      return `more than ${told}`
    case 'fewer than':
      return dice.pick([`fewer than ${told}`, `less than ${told}`])
  }
}

/** `exactly three yellow squares`, `a black item`, `no circles`. */
export function amountOf(amount: Amount, of: Kind, words: Wording): string {
  const { relation, number } = amount
  if (relation === 'exactly' && number === 0) return `no ${nounPhrase(of, words, true)}`
  if (relation === 'at least' && number === 1 && words.dice.chance(0.7)) return oneOf(of, words)
  return `${amountWords(amount, words)} ${nounPhrase(of, words, number !== 1)}`
}

export const isPlural = ({ number }: Amount): boolean => number !== 1

/** What is touched. */
export function wallWords(wall: Wall, { dice }: Wording): string {
  switch (wall) {
    case 'any':
      return dice.pick(['the wall', 'a wall', 'the edge', 'an edge'])
    case 'corner':
      return dice.pick(['a corner', 'the corner'])
    case 'bottom':
      return dice.pick(['the bottom', 'the base', 'the bottom wall'])
    case 'top':
      return dice.pick(['the top', 'the top wall', 'the top edge'])
    default:
      return `the ${wall} ${dice.pick(['wall', 'edge', 'side'])}`
  }
}
