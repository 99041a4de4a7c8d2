import type { Box } from '../../../core/visual.ts'
import { fullPhrase } from '../language/full-phrase.ts'
import { readerOf } from '../language/grammar.ts'
import type { Predicate, Reading } from '../language/logical-form.ts'
import { all } from '../language/predicate.ts'
import { readSentence } from '../language/sentence.ts'
import type { Sight } from '../machine/machine.ts'
import { PyPatch, Unread } from '../machine/value.ts'
import type { View } from './denote.ts'
import { Unclear, holds, those } from './denote.ts'
import type { Scene, Thing } from './scene.ts'
import { answerTo } from './truth.ts'

const plainly: View['senses'] = new Map()

/** Texts that programs show to vision, read once. */
export interface Wording {
  phrase(text: string): Predicate | undefined
  property(text: string): Predicate | undefined
  question(text: string): Reading
  /** How many texts are kept. */
  size(): number
}

export const wording = (): Wording => {
  let size = 0
  const remember = <T>(read: (text: string) => T): ((text: string) => T) => {
    const known = new Map<string, T>()
    return (text) => {
      if (!known.has(text)) {
        known.set(text, read(text))
        size++
      }
      return known.get(text)!
    }
  }
  return {
    phrase: remember(phraseIn),
    property: remember(propertyIn),
    question: remember(readSentence),
    size: () => size,
  }
}

const phraseIn = (text: string): Predicate | undefined => {
  const c = readerOf(text)
  const read = fullPhrase(c)
  while (!c.done) c.skip()
  return read === undefined || c.unread.length > 0 ? undefined : all([read.np.predicate, ...read.more.predicates])
}

const propertyIn = (text: string): Predicate | undefined => {
  const c = readerOf(text)
  const said = c.grammar.complement(c)
  while (!c.done) c.skip()
  return said === undefined || c.unread.length > 0 || said.group !== undefined ? undefined : all(said.predicates)
}

/** What the vision calls of a program see in one imagined world; answers are kept, for many programs ask the same. */
export const sightOf = (scene: Scene, words: Wording): Sight => {
  const opened = scene.images.map((image) => new PyPatch(image.image, image.box))
  const view: View = { things: [...scene.things, ...scene.images], senses: plainly }
  const subject = keeping((patch) => subjectOf(scene, patch))
  const found = keeping((patch, name) => {
    const predicate = words.phrase(name)
    return predicate === undefined
      ? []
      : inOrder(clear(() => those(predicate, view, inView(scene, patch)))).map(
          (each) => new PyPatch(each.image, each.box),
        )
  })
  const verify = keeping((patch, text) => {
    const [name, property] = text.split('|')
    return verified(subject(patch, ''), words.phrase(name!), { is: words.property(property!), view })
  })
  const query = keeping((patch, question) =>
    answerSeen(words.question(question), { things: inView(scene, patch), senses: plainly }, subject(patch, '')),
  )
  return {
    open: (image) => {
      const patch = opened[image]
      if (patch === undefined) throw new Unread(`image ${image}`)
      return patch
    },
    // each search makes new patches, as the real one does: two of one thing are not the same object
    find: (patch, name) => found(patch, name).map((each) => new PyPatch(each.image, each.box, patch, each.key)),
    verify: (patch, name, property) => verify(patch, `${name}|${property}`),
    query,
    match: (patch, options) => matchOf(options.map(words.property), subject(patch, ''), view),
    depth: () => {
      throw new Unread('depth')
    },
    is: (patch, predicate) => clear(() => holds(predicate, subject(patch, ''), view)),
  }
}

/** Remembers answers by what the patch shows and what is asked. */
const keeping = <T>(answer: (patch: PyPatch, asked: string) => T): ((patch: PyPatch, asked: string) => T) => {
  const known = new Map<string, Map<string, { readonly value: T }>>()
  return (patch, asked) => {
    let mine = known.get(patch.key)
    if (mine === undefined) known.set(patch.key, (mine = new Map()))
    let kept = mine.get(asked)
    if (kept === undefined) mine.set(asked, (kept = { value: answer(patch, asked) }))
    return kept.value
  }
}

const verified = (
  thing: Thing,
  called: Predicate | undefined,
  { is, view }: { readonly is: Predicate | undefined; readonly view: View },
): boolean => {
  if (is === undefined) return false
  const named = called === undefined || thing.kind !== 'item' || holds(called, thing, view)
  return named && clear(() => holds(is, thing, view))
}

const clear = <T>(read: () => T): T => {
  try {
    return read()
  } catch (error) {
    if (error instanceof Unclear) throw new Unread('an unclear question')
    throw error
  }
}

const answerSeen = (reading: Reading, view: View, thing: Thing): string => {
  const { question } = reading
  if (question.kind === 'open' || reading.unread.length > 0) throw new Unread('a question')
  if (question.kind === 'which' && question.of.kind === 'any' && thing.kind !== 'image' && thing.contents.length === 0)
    return thing[question.feature]
  const seen = thing.kind === 'item' ? [thing] : view.things
  if (question.kind === 'which')
    return inOrder(clear(() => those(question.of, view, seen)))[0]?.[question.feature] ?? 'unknown'
  return clear(() => answerTo(question, { ...view, things: seen }))
}

const matchOf = (options: readonly (Predicate | undefined)[], thing: Thing, view: View): number => {
  const at = options.findIndex((each) => each !== undefined && clear(() => holds(each, thing, view)))
  if (at === -1 && options.includes(undefined)) throw new Unread('an option')
  return at === -1 ? options.length - 1 : at
}

/** By the left edge, then from the top. */
const inOrder = (things: readonly Thing[]): readonly Thing[] =>
  [...things].sort((a, b) => a.box.left - b.box.left || b.box.upper - a.box.upper)

const inView = (scene: Scene, { image, box }: PyPatch): readonly Thing[] =>
  scene.things.filter(
    (each) =>
      each.image === image &&
      (each.kind === 'box' || each.kind === 'tower' ? covers(box, each.box) : centred(box, each.box)),
  )

const covers = (outer: Box, inner: Box): boolean =>
  outer.left <= inner.left + 1 &&
  outer.right >= inner.right - 1 &&
  outer.lower <= inner.lower + 1 &&
  outer.upper >= inner.upper - 1

const centred = (outer: Box, inner: Box): boolean => {
  const x = (inner.left + inner.right) / 2
  const y = (inner.lower + inner.upper) / 2
  return outer.left <= x && x <= outer.right && outer.lower <= y && y <= outer.upper
}

/** What a patch shows: the thing whose box it is, else the greatest thing in it. */
const subjectOf = (scene: Scene, { image, box }: PyPatch): Thing => {
  const whole = scene.images[image]!
  const all = [...scene.things.filter((each) => each.image === image), whole]
  return all.reduce((best, each) => (overlap(each.box, box) > overlap(best.box, box) ? each : best), whole)
}

const overlap = (a: Box, b: Box): number => {
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const high = Math.min(a.upper, b.upper) - Math.max(a.lower, b.lower)
  if (wide <= 0 || high <= 0) return 0
  const area = (box: Box): number => (box.right - box.left) * (box.upper - box.lower)
  return (wide * high) / (area(a) + area(b) - wide * high)
}
