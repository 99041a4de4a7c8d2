import { conditionsAt } from '../condition.ts'
import type { Grammar, Parsed } from '../grammar.ts'
import type { Phrase, Quantity } from '../phrase.ts'
import { isKnown, select } from '../phrase.ts'
import type { Thing } from '../scene.ts'
import type { View } from '../view.ts'

/** What a question is about. */
export interface Subject {
  readonly things: readonly Thing[]
  /** False where a word of it means nothing. */
  readonly known: boolean
  /** How many of them something must be true of; of one, where it is not said and the noun is no plural. */
  readonly quantity?: Quantity
  readonly plural: boolean
}

const pointers = new Set(['this', 'it', 'that'])
const plurals = new Set(['these', 'they', 'those', 'them'])

/** Readings of a subject from a place on: `this`, `they`, `the square on the left`. */
export function subjectsAt(words: readonly string[], at: number, { view, grammar }: Asked): Parsed<Subject>[] {
  const word = words[at] ?? ''
  const shown = view.self === undefined ? objectsOf(view) : [view.self]
  const pointed: Parsed<Subject>[] = pointers.has(word)
    ? [{ value: { things: shown, known: true, plural: false }, next: at + 1, unknown: 0 }]
    : plurals.has(word)
      ? [{ value: { things: objectsOf(view), known: true, plural: true }, next: at + 1, unknown: 0 }]
      : []
  const named = grammar.nounPhrase(words, at).map((one) => ({
    value: named_(one.value, view, isPlural(words, at, one.next)),
    next: one.next,
    unknown: one.unknown,
  }))
  return [...named, ...pointed]
}

export interface Asked {
  readonly view: View
  readonly grammar: Grammar
}

const objectsOf = ({ things }: View): readonly Thing[] => things.filter(({ role }) => role === 'object')

function named_(phrase: Phrase, view: View, plural: boolean): Subject {
  const things = select(phrase, view)
  const isSelf = things.find(({ id }) => id === view.self?.id)
  return {
    things: isSelf !== undefined && !plural ? [isSelf] : things,
    known: isKnown(phrase),
    plural,
    ...(phrase.quantity !== undefined && { quantity: phrase.quantity }),
  }
}

/** A plural among the words of the phrase, by its form. */
const isPlural = (words: readonly string[], from: number, to: number): boolean =>
  words.slice(from, Math.min(to, from + 4)).some((word) => word.length > 3 && /[^su]s$/.test(word))

/** The readings of the conditions that end with the text: all of what follows is true. */
export const closingConditions = (words: readonly string[], at: number, grammar: Grammar) =>
  conditionsAt(words, at, grammar).filter(({ next }) => next === words.length)
