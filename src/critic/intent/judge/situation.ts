import type { VisualTask } from '../../../core/visual.ts'
import { colours, containers, glue, isFlatNoun, shapes, singular, towers, blocks } from '../language/lexicon.ts'
import type { Predicate, Reading } from '../language/logical-form.ts'
import { within } from '../language/predicate.ts'
import { readSentence } from '../language/sentence.ts'
import { tokensOf } from '../language/tokens.ts'
import type { Family, World } from '../world/imagine.ts'
import { imagine } from '../world/imagine.ts'
import type { Sense } from '../world/senses.ts'
import { sensesOf } from '../world/senses.ts'
import type { Wording } from '../world/sight.ts'
import { predicatesOf } from '../world/truth.ts'

/** A question, read, with worlds to try its programs in. */
export interface Situation {
  readonly reading: Reading
  readonly senses: readonly Sense[]
  readonly family: Family['kind']
  readonly worlds: readonly World[]
}

const worldCount = 48

/** Reads the question and imagines worlds for it. `spoken` are texts of the program: what it looks for should be there too. */
export const situationOf = (
  task: Pick<VisualTask, 'question' | 'input'>,
  spoken: readonly string[],
  words: Wording,
): Situation => {
  const reading = readSentence(task.question)
  const senses = sensesOf(reading.question)
  const family = familyOf(task, reading, spoken)
  const worlds =
    reading.question.kind === 'open' ? [] : imagine(reading.question, senses, { family, count: worldCount, words })
  return { reading, senses, family: family.kind, worlds }
}

/** Question or program speak of flat shapes in boxes, not of photographs. */
export const isFlat = (
  { question, input }: Pick<VisualTask, 'question' | 'input'>,
  spoken: readonly string[],
): boolean => {
  const asked = tokensOf(question)
  if (input !== 'image' || asked.some((word) => /^(image|photo|picture)s?$/.test(word))) return false
  return asked.some(isFlatNoun) || spoken.flatMap(tokensOf).some(isFlatNoun)
}

const familyOf = (
  task: Pick<VisualTask, 'question' | 'input'>,
  reading: Reading,
  spoken: readonly string[],
): Family => {
  const asked = tokensOf(task.question)
  const said = spoken.flatMap(tokensOf)
  const flat = isFlat(task, spoken) && nounsOf(reading).every((noun) => isFlatNoun(noun))
  if (!flat) return photoFamily(task, reading, said)
  const upright = parts(reading).some(
    ({ kind, ...rest }) =>
      kind === 'place' ||
      kind === 'part' ||
      (kind === 'relation' && /^(on|above|below|under|between)$/.test((rest as { relation: string }).relation)),
  )
  const isTower = asked.some((word) => towers.has(singular(word)) || blocks.has(singular(word)))
  const named = (
    table: Readonly<Record<string, string>>,
    usual: readonly string[],
  ): { readonly all: readonly string[]; readonly spoken: number } => {
    const mentioned = [...new Set(asked.flatMap((word) => table[singular(word)] ?? []))].filter(
      (each) => each !== 'grey',
    )
    const all = [...new Set([...mentioned, ...usual])]
    return { all: all.slice(0, Math.max(3, mentioned.length)), spoken: mentioned.length }
  }
  const colour = named(colours, ['yellow', 'black', 'blue'])
  const shape = named(shapes, ['square', 'circle', 'triangle'])
  return {
    kind: isTower ? 'tower' : 'scatter',
    palette: { colours: colour.all, shapes: shape.all, spoken: colour.spoken, upright },
  }
}

const parts = (reading: Reading): readonly Predicate[] =>
  predicatesOf(reading.question).flatMap((each) => [...within(each)])

const nounsOf = (reading: Reading): readonly string[] =>
  parts(reading).flatMap((one) => (one.kind === 'noun' ? [one.noun] : []))

const photoFamily = (task: Pick<VisualTask, 'input'>, reading: Reading, said: readonly string[]): Family => {
  const all = parts(reading)
  const nouns = new Set(
    all.flatMap((each) => (each.kind === 'noun' && !/^(image|tower|box)$/.test(each.noun) ? [each.noun] : [])),
  )
  const words = new Set(all.flatMap((each) => (each.kind === 'word' ? [each.word] : [])))
  for (const word of said)
    if (!glue.has(word) && !(word in colours) && !words.has(word) && /^[a-z]{3,}$/.test(word) && nouns.size < 6)
      nouns.add(singular(word))
  if (nouns.size < 2) nouns.add('thing')
  const mentioned = new Set(
    all.flatMap((each) => (each.kind === 'feature' && each.feature === 'colour' ? [each.value] : [])),
  )
  for (const each of ['red', 'blue', 'white']) if (mentioned.size < 3) mentioned.add(each)
  const images = task.input === 'image' ? 1 : task.input === 'image_dict' ? 2 : 3
  return {
    kind: 'photo',
    subjects: { nouns: [...nouns], words: [...words], colours: [...mentioned], shapes: ['square', 'round'], images },
  }
}

/** A noun that stands for a container. */
export const isWhole = (noun: string): boolean => containers.has(noun) || towers.has(noun)
