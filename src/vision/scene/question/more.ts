import type { Answer } from '../answer.ts'
import type { Grammar } from '../grammar.ts'
import { begins, complete } from '../grammar.ts'
import { modifiersAt } from '../modifiers.ts'
import type { Phrase } from '../phrase.ts'
import { isKnown, select } from '../phrase.ts'
import type { View } from '../view.ts'

interface Comparison {
  readonly start: readonly string[]
  /** The word between the two things that are counted. */
  readonly word: string
  readonly isSo: (one: number, other: number) => boolean
}

const comparisons: readonly Comparison[] = [
  { start: ['more'], word: 'than', isSo: (one, other) => one > other },
  { start: ['fewer'], word: 'than', isSo: (one, other) => one < other },
  { start: ['less'], word: 'than', isSo: (one, other) => one < other },
  { start: ['as', 'many'], word: 'as', isSo: (one, other) => one === other },
  { start: ['the', 'same', 'number', 'of'], word: 'and', isSo: (one, other) => one === other },
  { start: ['an', 'equal', 'number', 'of'], word: 'and', isSo: (one, other) => one === other },
]

/** `Are there more yellow objects than black objects?`, `There are as many circles as squares.` */
export function moreAnswer(words: readonly string[], view: View, grammar: Grammar): Answer | undefined {
  if (!begins(words, 0, 'are', 'there') && !begins(words, 0, 'there', 'are')) return undefined
  for (const { start, word, isSo } of comparisons) {
    const from = 2 + start.length
    const at = words.indexOf(word, from)
    if (!begins(words, 2, ...start) || at <= from) continue
    const [one, other] = [words.slice(from, at), words.slice(at + 1)]
    const phrases = [phraseIn(one, other, grammar), phraseIn(other, one, grammar)]
    const [counted, against] = phrases.map((phrase) => phrase && select(phrase, view).length)
    if (counted === undefined || against === undefined) continue
    const known = phrases.every((phrase) => phrase !== undefined && isKnown(phrase))
    return { text: isSo(counted, against) ? 'yes' : 'no', confidence: known ? 1 : 0.5 }
  }
  return undefined
}

/** `yellow` before `than black circles` is said of circles: adjectives alone have the noun of the other side. */
function phraseIn(words: readonly string[], other: readonly string[], grammar: Grammar): Phrase | undefined {
  const isBare = complete(modifiersAt(words, 0, grammar), words).length > 0
  const [adjectives] = modifiersAt(other, 0, grammar).toSorted((a, b) => b.next - a.next)
  const full = isBare ? [...words, ...other.slice(adjectives?.next)] : words
  return (complete(grammar.nounPhrase(full, 0), full)[0] ?? complete(grammar.nounPhrase(words, 0), words)[0])?.value
}
