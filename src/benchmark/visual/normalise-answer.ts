import { contractionOf } from './contractions.ts'

/** `published`: as the released scorer does it, with its slips. `strict`: as it was meant. */
export type Manner = 'strict' | 'published'

const punctuation = [
  ';',
  '/',
  '[',
  ']',
  '"',
  '{',
  '}',
  '(',
  ')',
  '=',
  '+',
  '\\',
  '_',
  '-',
  '>',
  '<',
  '@',
  '`',
  ',',
  '?',
  '!',
]
const articles = new Set(['a', 'an', 'the'])
const numbers = 'zero one two three four five six seven eight nine ten'.split(' ')
const digitOf = new Map([['none', '0'], ...numbers.map((word, value): [string, string] => [word, String(value)])])

/** The released scorer hands the flag `re.UNICODE` (32) over as the number of periods to take away. */
const publishedPeriods = 32

/**
 * An answer as VQA's evaluation compares it (Agrawal et al. 2015), with what VDebugger does before: lower case, `true` and
 * `false` as `yes` and `no`; punctuation is taken out where it touches a space (or the answer holds a number with a
 * comma) and becomes a space elsewhere; periods go but before digits; `none` and number words to ten become digits;
 * articles go; lost apostrophes come back.
 */
export function normaliseAnswer(answer: string, manner: Manner): string {
  const lower = answer.toLowerCase().trim()
  const text = lower === 'true' ? 'yes' : lower === 'false' ? 'no' : lower
  const words = withoutPeriods(withoutPunctuation(text), manner === 'strict' ? Infinity : publishedPeriods)
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => digitOf.get(word) ?? word)
    .filter((word) => !articles.has(word))
  return words.map((word) => contractionOf.get(word) ?? word).join(' ')
}

function withoutPunctuation(text: string): string {
  const thousands = /\d,\d/.test(text)
  return punctuation.reduce(
    (out, mark) => out.replaceAll(mark, thousands || text.includes(`${mark} `) || text.includes(` ${mark}`) ? '' : ' '),
    text,
  )
}

function withoutPeriods(text: string, most: number): string {
  let taken = 0
  return text.replace(/\.(?!\d)/g, (period) => (taken++ < most ? '' : period))
}
