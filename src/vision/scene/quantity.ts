import type { Parsed } from './grammar.ts'
import { begins } from './grammar.ts'
import type { Quantity } from './phrase.ts'
import { numberOf } from './words.ts'

const bounds: readonly (readonly [words: readonly string[], op: Quantity['op'], more: number])[] = [
  [['at', 'least'], 'atLeast', 0],
  [['atleast'], 'atLeast', 0],
  [['no', 'less', 'than'], 'atLeast', 0],
  [['no', 'fewer', 'than'], 'atLeast', 0],
  [['more', 'than'], 'atLeast', 1],
  [['at', 'most'], 'atMost', 0],
  [['no', 'more', 'than'], 'atMost', 0],
  [['less', 'than'], 'atMost', -1],
  [['fewer', 'than'], 'atMost', -1],
  [['exactly'], 'exactly', 0],
  [['only'], 'exactly', 0],
  [['just'], 'exactly', 0],
]
const all = new Set(['all', 'every', 'each', 'both', 'only'])
const some = new Set(['a', 'an', 'any', 'some', 'the', 'this', 'that', 'these', 'those', 'another', 'other', 'its'])

/** What stands before a noun phrase and says how many: `at least two`, `all the`, `a`. Undefined where nothing says it. */
export function quantityAt(words: readonly string[], at: number): Parsed<Quantity | undefined> {
  const [bound, op, more] = bounds.find(([first]) => begins(words, at, ...first)) ?? []
  const from = determiner(words, at + (bound?.length ?? 0))
  const count = countAt(words, from)
  if (count !== undefined && op !== undefined)
    return { value: { op, count: count + (more ?? 0) }, next: ofThe(words, from + 1), unknown: 0 }
  if (words[at] === 'no' || words[at] === 'none')
    return {
      value: { op: 'exactly', count: 0 },
      next: determiner(words, begins(words, at + 1, 'of') ? at + 2 : at + 1),
      unknown: 0,
    }
  if (all.has(words[at] ?? '')) {
    const next = determiner(words, begins(words, at + 1, 'of') ? at + 2 : at + 1)
    const number = numberOf(words[next]) !== undefined ? determiner(words, next + 1) : next
    return { value: { op: words[at] === 'only' ? 'only' : 'all', count: 0 }, next: number, unknown: 0 }
  }
  if (count !== undefined) return { value: { op: 'exactly', count }, next: ofThe(words, from + 1), unknown: 0 }
  return { value: undefined, next: from, unknown: 0 }
}

/** `one` is a number before a noun, and a noun of its own at the end: `the yellow one`. */
function countAt(words: readonly string[], at: number): number | undefined {
  if (begins(words, at, 'single')) return 1
  return words[at] === 'one' && at + 1 >= words.length ? undefined : numberOf(words[at])
}

/** `two of the three towers`: behind `of the three`. */
function ofThe(words: readonly string[], at: number): number {
  if (!begins(words, at, 'of')) return determiner(words, at)
  const next = determiner(words, at + 1)
  return next > at + 1 && numberOf(words[next]) !== undefined ? next + 1 : next
}

/** Articles in a row. */
function determiner(words: readonly string[], at: number): number {
  let next = at
  while (some.has(words[next] ?? '') && next < words.length) next++
  return next
}
