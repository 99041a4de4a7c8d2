import type { Phrase } from './phrase.ts'
import type { Vocabulary } from './vocabulary.ts'

/** One way to read words from a place on: what they mean, where the reading ends, how many words mean nothing. */
export interface Parsed<T> {
  readonly value: T
  readonly next: number
  readonly unknown: number
}

/** All ways to read the words from a place on. */
export type Parser<T> = (words: readonly string[], at: number) => readonly Parsed<T>[]

/** What the parts of the grammar share. Noun phrases hold conditions, and conditions noun phrases. */
export interface Grammar {
  readonly vocabulary: Vocabulary
  readonly attributeTable: PhraseTable
  readonly relationTable: PhraseTable
  readonly nounPhrase: Parser<Phrase>
}

/** `on top of a box` before `on top`. */
export const longestFirst = <T>(readings: readonly Parsed<T>[]): readonly Parsed<T>[] =>
  readings.toSorted((a, b) => b.next - a.next)

/** The readings that leave no word over, best first. */
export const complete = <T>(readings: readonly Parsed<T>[], words: readonly string[]): readonly Parsed<T>[] =>
  readings.filter(({ next }) => next === words.length).toSorted((a, b) => a.unknown - b.unknown)

/** Whether the words from a place on begin with these. */
export const begins = (words: readonly string[], at: number, ...those: readonly string[]): boolean =>
  those.every((word, index) => words[at + index] === word)

/** The first place from `at` on whose word is none of these. */
export function skip(words: readonly string[], at: number, over: ReadonlySet<string>): number {
  let next = at
  while (next < words.length && over.has(words[next] ?? '')) next++
  return next
}

/** Phrases by their first word, the longest first. */
export type PhraseTable = ReadonlyMap<string, readonly string[]>

export function phraseTable(phrases: Iterable<string>): PhraseTable {
  const table = new Map<string, string[]>()
  for (const phrase of new Set(phrases)) {
    const [first = ''] = phrase.split(' ')
    table.set(
      first,
      [...(table.get(first) ?? []), phrase].sort((a, b) => b.length - a.length),
    )
  }
  return table
}

/** The phrases of a table with which the words go on, the longest first. */
export const among = (words: readonly string[], at: number, table: PhraseTable): readonly string[] =>
  (table.get(words[at] ?? '') ?? []).filter((phrase) =>
    phrase.split(' ').every((word, index) => words[at + index] === word),
  )

export const lengthOf = (entry: string): number => entry.split(' ').length
