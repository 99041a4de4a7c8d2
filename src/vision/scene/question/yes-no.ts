import { conditionsAt, predicatesAt } from '../condition.ts'
import type { Grammar, Parsed } from '../grammar.ts'
import { complete } from '../grammar.ts'
import { isEnough, isKnown, select } from '../phrase.ts'
import type { Answer } from '../answer.ts'
import type { View } from '../view.ts'
import { isSo } from './choice.ts'
import type { Subject } from './subject.ts'
import { subjectsAt } from './subject.ts'
import { isNoun } from '../vocabulary.ts'
import { singular } from '../words.ts'

const auxiliary = /^(is|are|was|were)$/
/** A verb's plain form, and the one in which conditions know it. */
const gerunds: Readonly<Record<string, string>> = {
  touch: 'touching',
  have: 'with',
  contain: 'with',
  hold: 'with',
  lie: '',
  stand: '',
  sit: '',
}

/** `Is there a black circle?`, `Is this a yellow block?`, `Are all squares touching the edge?`, `Does the box contain two circles?` */
export function yesNoAnswer(words: readonly string[], view: View, grammar: Grammar): Answer | undefined {
  const asked = { view, grammar }
  const there = thereAt(words)
  if (there !== undefined) return existsAnswer(words.slice(there), asked)
  if (auxiliary.test(words[0] ?? '')) return saidOf(words, 1, asked)
  if (/^(does|do|did|has|have|can)$/.test(words[0] ?? '')) return doesAnswer(words, asked)
  return statementAnswer(words, asked)
}

interface Asked {
  readonly view: View
  readonly grammar: Grammar
}

function thereAt(words: readonly string[]): number | undefined {
  const start = words.slice(0, 4).join(' ')
  if (/^(is|are|was|were) there\b/.test(start) || /^there (is|are|was|were)\b/.test(start)) return 2
  if (/^(can|do) you see\b/.test(start)) return 3
  return undefined
}

function existsAnswer(words: readonly string[], { view, grammar }: Asked): Answer | undefined {
  const [phrase] = complete(grammar.nounPhrase(words, 0), words)
  if (phrase === undefined) return undefined
  const { quantity } = phrase.value
  const found = select(phrase.value, view).length
  // `There are only black items`: of all that there is.
  const among = view.things.filter(({ role }) => role === 'object').length
  const isSo = isEnough(quantity, found, quantity?.op === 'only' ? among : found)
  return answer(isSo, isKnown(phrase.value))
}

/** `… this a yellow block`, `… the circle above the square`: a subject, and what is said of it. */
function saidOf(words: readonly string[], at: number, asked: Asked): Answer | undefined {
  const readings = subjectsAt(words, at, asked)
    .toSorted((a, b) => a.next - b.next)
    .filter(({ next }) => next < words.length && isReadable(words.slice(next), asked))
  // A noun goes on with the subject: `is the black square on top` is not said of something black.
  const isCut = ({ next }: Parsed<Subject>): boolean => isNoun(singular(words[next] ?? ''), asked.grammar.vocabulary)
  const subject = readings.find((one) => !isCut(one)) ?? readings[0]
  if (subject === undefined) return undefined
  const rest = words.slice(subject.next)
  const such = subject.value.things.filter((thing) => isSo(thing, rest, asked)).length
  return answer(isTrueOf(subject.value, such), subject.value.known && subject.unknown === 0)
}

function isReadable(words: readonly string[], asked: Asked): boolean {
  if (words[0] === 'not') return isReadable(words.slice(1), asked)
  const readings = [
    ...conditionsAt(words, 0, asked.grammar),
    ...predicatesAt(words, 0, asked.grammar),
    ...asked.grammar.nounPhrase(words, 0),
  ]
  return readings.some(({ next }) => next === words.length)
}

/** The longest first. */
const byLength = (subjects: readonly Parsed<Subject>[]): Parsed<Subject>[] =>
  subjects.toSorted((a, b) => b.next - a.next)

/** True of all where a plural or `all` is asked for, of one else, and of as many as are said. */
function isTrueOf({ things, quantity, plural }: Subject, such: number): boolean {
  if (quantity?.op === 'all' || quantity?.op === 'only') return things.length > 0 && such === things.length
  if (quantity !== undefined) return isEnough(quantity, such, things.length)
  return plural ? things.length > 0 && such === things.length : such > 0
}

/** `Does the box contain a circle?` becomes `the box with a circle`. */
function doesAnswer(words: readonly string[], asked: Asked): Answer | undefined {
  const subjects = byLength(subjectsAt(words, 1, asked))
  // `the tower have a blue block` is no tower: its verb is the question's.
  const before = subjects.filter(({ next }) => Object.hasOwn(gerunds, words[next] ?? '')).toReversed()
  for (const subject of [...before, ...subjects]) {
    const [verb = '', ...rest] = words.slice(subject.next)
    const form = Object.hasOwn(gerunds, verb) ? gerunds[verb] : gerundIn(verb, asked)
    const said = [...(form === undefined ? [verb] : form.split(' ').filter(Boolean)), ...rest]
    if (said.length === 0 || !conditionsAt(said, 0, asked.grammar).some(({ next }) => next === said.length)) continue
    const such = subject.value.things.filter((thing) => isSo(thing, said, asked)).length
    return answer(isTrueOf(subject.value, such), subject.value.known)
  }
  return undefined
}

/** `wear` → `wearing`, where the scene tells of it. */
const gerundIn = (verb: string, { grammar: { vocabulary } }: Asked): string | undefined =>
  [`${verb}ing`, `${verb.replace(/e$/, '')}ing`, verb].find((form) => vocabulary.relations.has(form))

/** `The tower has a black block at the top.` `All circles are blue.` */
function statementAnswer(words: readonly string[], asked: Asked): Answer | undefined {
  for (const subject of byLength(subjectsAt(words, 0, asked))) {
    const verb = words[subject.next] ?? ''
    if (auxiliary.test(verb))
      return saidOf([...words.slice(0, subject.next), ...words.slice(subject.next + 1)], 0, asked)
    const rest = words.slice(subject.next)
    if (!/^(has|have|contain|contains)$/.test(verb) || !isReadable(rest, asked)) continue
    const such = subject.value.things.filter((thing) => isSo(thing, rest, asked)).length
    return answer(isTrueOf(subject.value, such), subject.value.known)
  }
  return undefined
}

const answer = (isTrue: boolean, known: boolean): Answer => ({
  text: isTrue ? 'yes' : 'no',
  confidence: known ? 1 : 0.5,
})
