import type { Span } from '../../core/span.ts'
import type { SyntaxTree } from '../../syntax/python.ts'
import { numberWords, singular } from '../../syntax/visual-edit/lexicon.ts'
import type { VisualEdit } from '../../syntax/visual-edit/visual-edit.ts'

/** How an edit's words and numbers go with those of the question: a factor, 1 where they say nothing. */
export type QuestionFit = (edit: Pick<VisualEdit, 'span' | 'source'>) => number

/** It writes what the question names, or what it does not; it takes away what the question names, or what it does not. */
const factor = { named: 1.5, unnamed: 0.6, lost: 0.5, cleared: 1.3 }

/** Names of what is asked, and words that questions seldom hold though programs need them. */
const neutral = new Set([
  'object',
  'item',
  'thing',
  'color',
  'shape',
  'size',
  'what',
  'is',
  'this',
  'the',
  'yes',
  'no',
  'of',
])

/** Compares what stands in the strings and numbers of an edited place before and after with the question's words. */
export const questionFit = (question: string, { source, lines }: SyntaxTree): QuestionFit => {
  const asked = wordsIn(question)
  const comparisonFit = comparisonFitFor(question)
  const rest = (span: Span): string =>
    source.slice(0, lines.offsetAt(span.from)) + source.slice(lines.offsetAt(span.to))
  return ({ span, source: text }) => {
    const before = valuesIn(source.slice(lines.offsetAt(span.from), lines.offsetAt(span.to)))
    const after = valuesIn(text)
    const kept = valuesIn(rest(span))
    let fit = comparisonFit(
      operatorsIn(text),
      operatorsIn(source.slice(lines.offsetAt(span.from), lines.offsetAt(span.to))),
    )
    for (const value of after) if (!before.has(value)) fit *= asked.has(value) ? factor.named : factor.unnamed
    for (const value of before) {
      if (after.has(value)) continue
      if (!asked.has(value)) fit *= factor.cleared
      else if (!kept.has(value)) fit *= factor.lost
    }
    return fit
  }
}

const wordsIn = (question: string): ReadonlySet<string> =>
  new Set(
    (question.toLowerCase().match(/[a-z]+|\d+/g) ?? []).flatMap((word) => {
      const number = numberWords[word]
      return number === undefined ? [singular(word)] : [word, String(number)]
    }),
  )

/** Words of strings, in the singular, and whole numbers. */
const valuesIn = (code: string): ReadonlySet<string> => {
  const texts = [...code.matchAll(/(["'])(.*?)\1/g)].flatMap(
    ([, , text = '']) => text.toLowerCase().match(/[a-z]+/g) ?? [],
  )
  const numbers = code.replaceAll(/(["'])(.*?)\1/g, '').match(/(?<![\w.])\d+(?![\w.])/g) ?? []
  return new Set([
    ...texts.map(singular).filter((word) => !neutral.has(word)),
    ...numbers.filter((each) => each !== '0'),
  ])
}

/** How English says a comparison of amounts or places, and how Python does. */
const comparisons: readonly (readonly [words: RegExp, operator: string])[] = [
  [/\b(at least|or more|minimum)\b|\bno (less|fewer) than\b/, '>='],
  [/(?<!\bno )\b(more|greater|bigger|larger|higher|taller) than\b|\b(over|above|right of|exceeds?)\b/, '>'],
  [/\b(at most|or (less|fewer)|maximum)\b|\bno more than\b/, '<='],
  [/(?<!\bno )\b(less|fewer|smaller|lower|shorter) than\b|\b(under|below|left of)\b/, '<'],
  [/\b(exactly|only|same|equal|just)\b/, '=='],
  [/\b(different|other than|not|unequal)\b/, '!='],
]

/** A comparison that the question says in words, or one that it leaves unsaid while it says another. */
const said = { named: 1.5, unnamed: 0.7 }

const comparisonFitFor = (question: string): ((after: readonly string[], before: readonly string[]) => number) => {
  const asked = new Set(
    comparisons.filter(([words]) => words.test(question.toLowerCase())).map(([, operator]) => operator),
  )
  return (after, before) => {
    const written = after.filter((each) => !before.includes(each))
    if (written.length === 0 || asked.size === 0) return 1
    return written.some((each) => asked.has(each)) ? said.named : said.unnamed
  }
}

const operatorsIn = (code: string): readonly string[] => code.match(/[<>]=?|[=!]=/g) ?? []
