import type { Grammar } from '../grammar.ts'
import { among, begins, complete, lengthOf, skip } from '../grammar.ts'
import { describe } from '../describe.ts'
import { select } from '../phrase.ts'
import type { Answer } from '../answer.ts'
import type { Thing } from '../scene.ts'
import type { View } from '../view.ts'
import { closingConditions, subjectsAt } from './subject.ts'

/** `What is this?`, `What is on top of the blue square?`, `Which object is touching the wall?`, `What is the man holding?`, `What animal is this?` */
export function nameAnswer(words: readonly string[], view: View, grammar: Grammar): Answer | undefined {
  if (!/^(what|which|who)$/.test(words[0] ?? '')) return undefined
  const kind = ['kind', 'type', 'sort'].includes(words[1] ?? '') && begins(words, 2, 'of') ? 3 : 1
  const verb = /^(is|are|does)$/.test(words[1] ?? '')
  return verb
    ? (pointedAt(words, 2, { view, grammar }) ??
        found(words, 1, { view, grammar }) ??
        objectOf(words, { view, grammar }))
    : kindOf(words, kind, { view, grammar })
}

interface Asked {
  readonly view: View
  readonly grammar: Grammar
}

const tail = new Set([
  'called',
  'here',
  'in',
  'the',
  'image',
  'picture',
  'this',
  'photo',
  'object',
  'thing',
  'shape',
  'shown',
])

function pointedAt(words: readonly string[], at: number, { view }: Asked): Answer | undefined {
  if (!/^(this|it|that|the)$/.test(words[at] ?? '') || skip(words, at + 1, tail) < words.length) return undefined
  const things = view.self === undefined ? view.things.filter(({ role }) => role === 'object') : [view.self]
  return namesOf(things)
}

/** What the rest of the question is true of. */
function found(words: readonly string[], at: number, { view, grammar }: Asked): Answer | undefined {
  const [condition] = closingConditions(words, at, grammar)
  if (condition === undefined) return undefined
  const isSo = (thing: Thing): boolean => thing.role === 'object' && condition.value.holds(thing, view)
  // What is on top of this lies outside of what is shown.
  const beyond = words.some((word) => /^(this|it)$/.test(word)) ? view.scene.things : []
  return namesOf(view.things.filter(isSo)) ?? namesOf(beyond.filter(isSo))
}

/** `What is the man holding?`: what a relation of the scene leads to. */
function objectOf(words: readonly string[], { view, grammar }: Asked): Answer | undefined {
  for (const { value, next } of subjectsAt(words, 2, { view, grammar })) {
    const [name] = among(words, next, grammar.relationTable).filter((one) => grammar.vocabulary.relations.has(one))
    if (name === undefined || next + lengthOf(name) < words.length) continue
    const to = value.things.flatMap(({ relations }) => relations?.filter((one) => one.name === name) ?? [])
    return namesOf(view.scene.things.filter(({ id }) => to.some((one) => one.to === id)))
  }
  return undefined
}

/** `What animal is this?`, `Which block is on top?` */
function kindOf(words: readonly string[], at: number, { view, grammar }: Asked): Answer | undefined {
  const whole = words.slice(at)
  const [all] = complete(grammar.nounPhrase(whole, 0), whole)
  if (all !== undefined && at > 0 && whole.length > 0) return namesOf(select(all.value, view))
  for (const { value, next } of grammar.nounPhrase(words, at)) {
    const things = select(value, view)
    const verb = skip(words, next, new Set(['is', 'are']))
    if (verb > next && /^(this|it|that|there|shown)$/.test(words[verb] ?? '') && verb + 1 >= words.length)
      return namesOf(view.self === undefined ? things : things.filter(({ id }) => id === view.self?.id))
    const [condition] = closingConditions(words, next, grammar)
    if (condition !== undefined) return namesOf(things.filter((thing) => condition.value.holds(thing, view)))
  }
  return undefined
}

function namesOf(things: readonly Thing[]): Answer | undefined {
  const names = [...new Set(things.map(describe))]
  return names.length === 0 ? undefined : { text: names.join(' and '), confidence: names.length === 1 ? 1 : 0.8 }
}
