import type { VisualTask } from '../../../core/visual.ts'
import { blocks, colours, glue, isFlatNoun, shapes, singular, towers } from '../language/lexicon.ts'
import type { Predicate, Reading } from '../language/logical-form.ts'
import { isContainer, within } from '../language/predicate.ts'
import { tokensOf } from '../language/tokens.ts'
import type { Family } from '../world/imagine.ts'
import type { ItemKind, Palette } from '../world/plan.ts'
import { predicatesOf } from '../world/truth.ts'
import type { Spoken } from './vocabulary.ts'

type Asked = Pick<VisualTask, 'question' | 'input'>

/** Question or program speak of flat shapes in boxes, not of photographs. */
export const isFlat = ({ question, input }: Asked, { texts }: Spoken): boolean => {
  const asked = tokensOf(question)
  if (input !== 'image' || asked.some((word) => /^(image|photo|picture)s?$/.test(word))) return false
  return asked.some(isFlatNoun) || texts.flatMap(tokensOf).some(isFlatNoun)
}

/** What the worlds of a question are like. */
export const familyOf = (task: Asked, reading: Reading, spoken: Spoken): Family => {
  if (!isFlat(task, spoken) || !nounsOf(reading).every(isFlatNoun))
    return photoFamily(
      task,
      reading,
      spoken.texts.filter((text) => !/[?]|^(yes|no|left|right)$/i.test(text)).flatMap(tokensOf),
    )
  const asked = tokensOf(task.question)
  const isTower = asked.some((word) => towers.has(singular(word)) || blocks.has(singular(word)))
  return { kind: isTower ? 'tower' : 'scatter', palette: paletteOf(asked, reading, spoken.options.flatMap(tokensOf)) }
}

/** Those that are asked for, those that the program chooses from, and some more. */
const paletteOf = (asked: readonly string[], reading: Reading, options: readonly string[]): Palette => {
  const named = (table: Readonly<Record<string, string>>, words: readonly string[]): readonly string[] =>
    [...new Set(words.flatMap((word) => table[singular(word)] ?? []))].filter((each) => each !== 'grey')
  const mentioned = named(colours, asked)
  const all = (table: Readonly<Record<string, string>>, usual: readonly string[]): readonly string[] => {
    const chosen = [...new Set([...named(table, asked), ...named(table, options)])]
    return [...new Set([...chosen, ...(named(table, options).length > 1 ? [] : usual)])].slice(
      0,
      Math.max(3, chosen.length),
    )
  }
  return {
    colours: all(colours, ['yellow', 'black', 'blue']),
    shapes: all(shapes, ['square', 'circle', 'triangle']),
    spoken: mentioned.length,
    lean: 0.5,
    kinds: kindsIn(parts(reading)),
    ...directions(parts(reading)),
    containers: [3],
  }
}

/** The items that are spoken of: `large black triangle`. */
const kindsIn = (all: readonly Predicate[]): readonly ItemKind[] =>
  all.flatMap((each): readonly ItemKind[] => {
    const features = (each.kind === 'and' ? each.parts : [each]).filter((part) => part.kind === 'feature')
    return features.length === 0 ? [] : [Object.fromEntries(features.map(({ feature, value }) => [feature, value]))]
  })

/** Along which ways things must be told apart; where a container stands among others does not matter. */
const directions = (all: readonly Predicate[]): Pick<Palette, 'upright' | 'sideways'> => {
  const ofContainers = new Set(all.flatMap((each) => (each.kind === 'and' && isContainer(each) ? each.parts : [])))
  const has = (ends: readonly string[], relations: readonly string[]): boolean =>
    all.some(
      (each) =>
        ((each.kind === 'place' || each.kind === 'part') &&
          !(each.kind === 'place' && ofContainers.has(each)) &&
          ends.includes(each.end)) ||
        (each.kind === 'relation' && relations.includes(each.relation)),
    )
  return {
    upright: has(['top', 'bottom', 'middle'], ['on', 'above', 'below', 'under', 'between']),
    sideways: has(['left', 'right'], ['left', 'right', 'between']),
  }
}

const parts = (reading: Reading): readonly Predicate[] =>
  predicatesOf(reading.question).flatMap((each) => [...within(each)])

const nounsOf = (reading: Reading): readonly string[] =>
  parts(reading).flatMap((one) => (one.kind === 'noun' && one.noun !== 'image' ? [one.noun] : []))

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

/** What it asks for stands in no imagined photograph: who wears, holds or sits on what, which one is the left one. */
export const isLoose = (reading: Reading): boolean =>
  parts(reading).some(
    (each) =>
      (each.kind === 'relation' && !/^(left|right|above|below)$/.test(each.relation)) ||
      (each.kind === 'inside' && !isContainer(each.phrase.of)) ||
      (each.kind === 'and' &&
        !isContainer(each) &&
        each.parts.some(({ kind }) => /^(place|extreme|has|only|variety|part)$/.test(kind))),
  )
