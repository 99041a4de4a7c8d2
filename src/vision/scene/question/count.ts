import { membersOf } from '../members.ts'
import type { Grammar, Parsed } from '../grammar.ts'
import { begins, skip } from '../grammar.ts'
import type { Phrase } from '../phrase.ts'
import { isKnown, select } from '../phrase.ts'
import type { Answer } from '../answer.ts'
import type { Attribute, Thing } from '../scene.ts'
import { attributeOf } from '../scene.ts'
import type { View } from '../view.ts'
import { closingConditions, subjectsAt } from './subject.ts'

const kinds: Readonly<Record<string, Attribute['kind']>> = {
  colors: 'color',
  colours: 'color',
  color: 'color',
  colour: 'color',
  shapes: 'shape',
  sizes: 'size',
  materials: 'material',
}
/** What may stand between the noun and the end: `are there`, `do you see`. */
const filler = new Set(
  'are is there do you see can we be seen visible present shown in total altogether here this it have has'.split(' '),
)

/** `How many yellow squares are there?`, `… does the tower have?`, `How many different colors …`, `How tall is the tower?` */
export function countAnswer(words: readonly string[], view: View, grammar: Grammar): Answer | undefined {
  if (begins(words, 0, 'how', 'tall') || begins(words, 0, 'how', 'high')) return heightAnswer(words, view, grammar)
  const numberOf = begins(words, 0, 'what', 'is', 'the', 'number', 'of') ? 5 : begins(words, 0, 'number', 'of') ? 2 : 0
  const at = begins(words, 0, 'how', 'many') ? 2 : numberOf
  if (at === 0) return undefined
  const kinded = distinctAnswer(words, at, { view, grammar })
  if (kinded !== undefined) return kinded
  for (const phrase of grammar.nounPhrase(words, at)) {
    const things = counted(words, phrase, { view, grammar })
    if (things !== undefined) return { text: String(things.length), confidence: isKnown(phrase.value) ? 1 : 0.5 }
  }
  return undefined
}

interface Asked {
  readonly view: View
  readonly grammar: Grammar
}

/** The things of the phrase of which the rest of the question is true; undefined where the rest is not understood. */
function counted(words: readonly string[], { value, next }: Parsed<Phrase>, { view, grammar }: Asked) {
  const things = select(value, view)
  if (skip(words, next, filler) === words.length) return things
  // `are there in the box`: any number of the words may be filler.
  const [condition] = words
    .slice(next, skip(words, next, filler) + 1)
    .flatMap((_, offset) => closingConditions(words, next + offset, grammar))
  if (condition !== undefined) return things.filter((thing) => condition.value.holds(thing, view))
  if (!['does', 'do', 'has', 'have'].includes(words[next] ?? '')) return undefined
  const [owner] = subjectsAt(words, next + 1, { view, grammar }).filter(
    (one) => skip(words, one.next, new Set(['have', 'contain', 'hold', 'in', 'it', 'consist', 'of'])) === words.length,
  )
  if (owner === undefined) return undefined
  const own = owner.value.things.flatMap((thing) => membersOf(thing, view.scene))
  return things.filter(({ id }) => own.some((one) => one.id === id))
}

function distinctAnswer(words: readonly string[], at: number, { view, grammar }: Asked): Answer | undefined {
  const from = words[at] === 'different' || words[at] === 'distinct' ? at + 1 : at
  const kind = Object.hasOwn(kinds, words[from] ?? '') ? kinds[words[from] ?? ''] : undefined
  // Shapes are things unless different ones are asked for.
  if (kind === undefined || (kind === 'shape' && from === at)) return undefined
  const rest = skip(words, from + 1, filler)
  const things = rest === words.length ? view.things : thingsOf(words, rest, { view, grammar })
  if (things === undefined) return undefined
  const values = new Set(things.filter(({ role }) => role === 'object').map((thing) => attributeOf(thing, kind)))
  values.delete(undefined)
  return { text: String(values.size), confidence: 1 }
}

/** `of blocks`, `does the tower have`: the things, and the members of those that have some. */
function thingsOf(words: readonly string[], at: number, { view, grammar }: Asked): readonly Thing[] | undefined {
  const from = skip(words, at, new Set(['of', 'in', 'do', 'does', 'the', 'on']))
  const [subject] = subjectsAt(words, from, { view, grammar }).filter(
    (one) => skip(words, one.next, new Set([...filler, 'contain'])) === words.length,
  )
  return subject?.value.things.flatMap((thing) => (thing.role === 'object' ? [thing] : membersOf(thing, view.scene)))
}

/** The height of a tower is the number of its blocks. */
function heightAnswer(words: readonly string[], view: View, grammar: Grammar): Answer | undefined {
  const [subject] = subjectsAt(words, 3, { view, grammar }).filter(({ next }) => next === words.length)
  const tower = subject?.value.things.find(({ members }) => members !== undefined)
  return tower === undefined ? undefined : { text: String(tower.members?.length), confidence: 1 }
}
