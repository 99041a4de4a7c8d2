import { conditionsAt } from './condition.ts'
import type { Grammar, Parsed } from './grammar.ts'
import { begins, complete, longestFirst, phraseTable } from './grammar.ts'
import { plainPhrases } from './noun-phrase.ts'
import type { Phrase, Test } from './phrase.ts'
import { relationWords } from './relations.ts'
import type { Vocabulary } from './vocabulary.ts'
import { wordsOf } from './words.ts'

/** Phrases of more words are not read: the ways to read them grow with their length. */
const maxWords = 40

/** The grammar over a scene's words. */
export function grammarFor(vocabulary: Vocabulary): Grammar {
  const read = new Map<string, readonly Parsed<Phrase>[]>()
  const grammar: Grammar = {
    vocabulary,
    attributeTable: phraseTable(vocabulary.attributes.keys()),
    relationTable: phraseTable([...relationWords(), ...vocabulary.relations]),
    nounPhrase(words, at) {
      // Equal rests of a text are read once.
      const key = `${at} ${words.join(' ')}`
      const known = read.get(key)
      if (known !== undefined) return known
      if (read.size > 5000) read.clear()
      const readings = best(coordinated(words, at, grammar))
      read.set(key, readings)
      return readings
    },
  }
  return grammar
}

/** The words of a text as the scene knows them; none where there are too many. */
export function readWords(text: string, { vocabulary }: Grammar): string[] {
  const words = wordsOf(text)
  return words.length > maxWords ? [] : words.map((word) => vocabulary.spelled(word))
}

/** What a noun phrase means; undefined where it is none. */
export function readPhrase(text: string, grammar: Grammar): Phrase | undefined {
  const words = readWords(text, grammar)
  return complete(grammar.nounPhrase(words, 0), words)[0]?.value
}

/** With what follows the noun, and with `or …`, `and …`. */
function coordinated(words: readonly string[], at: number, grammar: Grammar): Parsed<Phrase>[] {
  const single = plainPhrases(words, at, grammar).flatMap((plain) => followed(words, plain, grammar))
  return single.flatMap((one) => {
    const comma = begins(words, one.next, ',') ? 1 : 0
    const word = words[one.next + comma]
    const joined = word === 'or' || word === 'and' ? 1 : 0
    if (comma + joined === 0) return [one]
    const others = grammar.nounPhrase(words, one.next + comma + joined)
    return [
      one,
      ...others.map((other) => ({
        value: {
          ...one.value,
          or: other.value,
          joined: word === 'or' ? ('or' as const) : (other.value.joined ?? 'and'),
        },
        next: other.next,
        unknown: one.unknown + other.unknown,
      })),
    ]
  })
}

function followed(words: readonly string[], before: Parsed<Phrase>, grammar: Grammar, depth = 0): Parsed<Phrase>[] {
  if (depth > 3) return [before]
  const joined = depth > 0 && begins(words, before.next, 'and') ? 1 : 0
  return [
    before,
    ...longestFirst(conditionsAt(words, before.next + joined, grammar)).flatMap((condition) =>
      condition.next === before.next || isIdle(condition.value, before.value, grammar)
        ? []
        : followed(
            words,
            {
              value: { ...before.value, tests: [...before.value.tests, condition.value] },
              next: condition.next,
              unknown: before.unknown + condition.unknown,
            },
            grammar,
            depth + 1,
          ),
    ),
  ]
}

/** An object of a flat scene holds nothing: in `a tower with two blocks with a black base` the tower has both. */
const isIdle = ({ holding }: Test, { head }: Phrase, { vocabulary }: Grammar): boolean =>
  holding === true && head.role === 'object' && vocabulary.relations.size === 0

/** One phrase is simpler than two: `black, yellow or blue triangle` is one. */
const costOf = ({ unknown, value }: Parsed<Phrase>): number => 2 * unknown + (value.or === undefined ? 0 : 1)

/** One reading for each place where readings end: the first of those with the fewest words that mean nothing. */
function best(readings: readonly Parsed<Phrase>[]): readonly Parsed<Phrase>[] {
  const byEnd = new Map<number, Parsed<Phrase>>()
  for (const one of readings) {
    const other = byEnd.get(one.next)
    if (other === undefined || costOf(one) < costOf(other)) byEnd.set(one.next, one)
  }
  return [...byEnd.values()].sort((a, b) => b.next - a.next)
}
