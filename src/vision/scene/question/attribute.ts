import type { Grammar } from '../grammar.ts'
import { begins, skip } from '../grammar.ts'
import type { Answer } from '../answer.ts'
import type { Attribute, Thing } from '../scene.ts'
import { attributeOf } from '../scene.ts'
import type { View } from '../view.ts'
import { closingConditions, subjectsAt } from './subject.ts'

const kinds: Readonly<Record<string, Attribute['kind']>> = {
  color: 'color',
  colour: 'color',
  colors: 'color',
  colours: 'color',
  shape: 'shape',
  shapes: 'shape',
  size: 'size',
  sizes: 'size',
  material: 'material',
}

/** `What color is this?`, `What is the shape of the blue thing?`, `Which color of block is on top?`, `What color does it have?` */
export function attributeAnswer(words: readonly string[], view: View, grammar: Grammar): Answer | undefined {
  const at = kindAt(words)
  if (at === undefined) return undefined
  const kind = kinds[words[at] ?? ''] ?? 'other'
  for (const from of [skip(words, at + 1, verbs), skip(words, at + 1, new Set(['of']))])
    for (const { value, next } of subjectsAt(words, from, { view, grammar })) {
      // `this block` is the thing that is shown, whatever it is.
      const isShown = value.things.length === 0 && /^(this|that)$/.test(words[from] ?? '') && view.self !== undefined
      const things = isShown ? [view.self] : value.things
      const rest = skip(words, next, new Set(['have', 'has', 'be', 'in', 'color', 'colour']))
      if (rest === words.length) return valuesOf(things, kind, view)
      const [condition] = closingConditions(words, next, grammar)
      if (condition !== undefined)
        return valuesOf(
          things.filter((thing) => condition.value.holds(thing, view)),
          kind,
          view,
        )
    }
  if (at + 1 === words.length) return valuesOf(view.self === undefined ? view.things : [view.self], kind, view)
  return undefined
}

const verbs = new Set(['is', 'are', 'was', 'were', 'does', 'do', 'has', 'have', 'of', 'used', 'for'])

/** Where the question says which attribute it asks for. */
function kindAt(words: readonly string[]): number | undefined {
  const at = begins(words, 0, 'what', 'is', 'the')
    ? 3
    : begins(words, 0, 'what', 'are', 'the')
      ? 3
      : begins(words, 0, 'what') || begins(words, 0, 'which')
        ? 1
        : 0
  const from = ['kind', 'type', 'sort'].includes(words[at] ?? '') && begins(words, at + 1, 'of') ? at + 2 : at
  return Object.hasOwn(kinds, words[from] ?? '') && (at > 0 || words.length < 4) ? from : undefined
}

/** The values of the things, the most frequent first: `blue`, `black and yellow`. */
function valuesOf(things: readonly Thing[], kind: Attribute['kind'], view: View): Answer | undefined {
  const counts = new Map<string, number>()
  for (const thing of things)
    for (const value of valuesIn(thing, kind, view)) counts.set(value, (counts.get(value) ?? 0) + 1)
  const values = [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value)
  return values.length === 0 ? undefined : { text: values.join(' and '), confidence: values.length === 1 ? 1 : 0.8 }
}

/** A tower has the colours of its blocks. */
export function valuesIn(thing: Thing, kind: Attribute['kind'], { scene }: View): string[] {
  const own = attributeOf(thing, kind)
  if (own !== undefined) return [own]
  const members = scene.things.filter(({ id }) => thing.members?.includes(id))
  return members.flatMap((member) => attributeOf(member, kind) ?? [])
}
