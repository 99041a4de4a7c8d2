import { conditionsAt, predicatesAt } from '../condition.ts'
import type { Grammar } from '../grammar.ts'
import { begins } from '../grammar.ts'
import { areaOf } from '../../box.ts'
import { boxHeight, centreX, centreY } from '../geometry.ts'
import { isSuch } from '../phrase.ts'
import type { Answer } from '../answer.ts'
import type { Thing } from '../scene.ts'
import type { View } from '../view.ts'
import { widened } from '../view.ts'
import { subjectsAt } from './subject.ts'

const comparisons: Readonly<Record<string, (thing: Thing) => number>> = {
  higher: ({ box }) => centreY(box),
  highest: ({ box }) => centreY(box),
  lower: ({ box }) => -centreY(box),
  lowest: ({ box }) => -centreY(box),
  bigger: ({ box }) => areaOf(box),
  larger: ({ box }) => areaOf(box),
  biggest: ({ box }) => areaOf(box),
  largest: ({ box }) => areaOf(box),
  smaller: ({ box }) => -areaOf(box),
  smallest: ({ box }) => -areaOf(box),
  taller: ({ box }) => boxHeight(box),
  tallest: ({ box }) => boxHeight(box),
  shorter: ({ box }) => -boxHeight(box),
  shortest: ({ box }) => -boxHeight(box),
  leftmost: ({ box }) => -centreX(box),
  rightmost: ({ box }) => centreX(box),
}

/** `Which is higher, the circle or the square?`, `Is this yellow or black?`, `Is it a circle or a square?` */
export function choiceAnswer(words: readonly string[], view: View, grammar: Grammar): Answer | undefined {
  return comparisonAnswer(words, view, grammar) ?? orAnswer(words, view, grammar)
}

function comparisonAnswer(words: readonly string[], view: View, grammar: Grammar): Answer | undefined {
  const at = words.findIndex((word) => Object.hasOwn(comparisons, word))
  if (!/^(which|what|who)$/.test(words[0] ?? '') || at < 0) return undefined
  const rank = comparisons[words[at] ?? '']
  const or = words.lastIndexOf('or')
  const from = at + (begins(words, at + 1, ',') ? 2 : 1)
  if (rank === undefined || or < from) return undefined
  const options = [words.slice(from, begins(words, or - 1, ',') ? or - 1 : or), words.slice(or + 1)]
  const things = options.map(
    (option) => subjectsAt(option, 0, { view, grammar }).find(({ next }) => next === option.length)?.value,
  )
  const [one, other] = things.map((subject) => subject && Math.max(...subject.things.map(rank)))
  if (one === undefined || other === undefined) return undefined
  return { text: named(options[one >= other ? 0 : 1] ?? []), confidence: one === other ? 0.5 : 1 }
}

const named = (words: readonly string[]): string => words.filter((word) => !['a', 'an', 'the'].includes(word)).join(' ')

/** One of two predicates, in the words of the question; `no` where neither is true. */
function orAnswer(words: readonly string[], view: View, grammar: Grammar): Answer | undefined {
  const or = words.lastIndexOf('or')
  if (!/^(is|are)$/.test(words[0] ?? '') || words[1] === 'there' || or < 0) return undefined
  for (const subject of subjectsAt(words, 1, { view, grammar })) {
    if (subject.next >= or) continue
    const options = [words.slice(subject.next, or), words.slice(or + 1)]
    const article = (option: readonly string[]): boolean => /^an?$/.test(option[0] ?? '')
    // `a black or blue square` is one option, `a circle or a square` two.
    if (options.some(({ length }) => length === 0) || options.map(article).every(Boolean) !== options.some(article))
      continue
    const verdicts = options.map((option) =>
      subject.value.things.some((thing) => isSo(thing, option, { view, grammar })),
    )
    const found = options.find((_, index) => verdicts[index] === true)
    return { text: found === undefined ? 'no' : named(found), confidence: verdicts[0] === verdicts[1] ? 0.5 : 1 }
  }
  return undefined
}

/** Whether the words say something true of a thing. */
export function isSo(
  thing: Thing,
  words: readonly string[],
  { view, grammar }: { readonly view: View; readonly grammar: Grammar },
): boolean {
  const whole = widened(view)
  const tests = [...predicatesAt(words, 0, grammar), ...conditionsAt(words, 0, grammar)].filter(
    ({ next }) => next === words.length,
  )
  if (tests[0] !== undefined) return tests[0].value.holds(thing, whole)
  return grammar.nounPhrase(words, 0).some(({ value, next }) => next === words.length && isSuch(thing, value, whole))
}
