import type { SyntaxTree } from '../python.ts'
import { walk } from '../syntax-node.ts'
import type { AttributeKind } from './lexicon.ts'
import { attributeKind, attributeWords, nounGroups, numberWords, sceneNouns, singular } from './lexicon.ts'
import { stringLiteral } from './string-literal.ts'

/** The values that edits write into a program. */
export interface EditVocabulary {
  readonly attributes: Readonly<Record<AttributeKind, readonly string[]>>
  /** What may be written for this noun; nouns are in the singular. */
  nounsFor(noun: string): readonly string[]
  /** Noun phrases that may be looked for: `yellow square`. */
  readonly phrases: readonly string[]
  readonly numbers: readonly number[]
}

/** Words that name no thing: they are never looked for in an image. */
const emptyWords = new Set(
  (
    'a an the this that these those there here it its is are was were be been being has have having do does did can could will ' +
    'would of in on at to from by for with without as into onto over under above below between beside behind near next against ' +
    'through around up down out off and or but nor not no none if then than so both each every all any some many much more ' +
    'most less least fewer few several other another same different only exactly just also very too how what which who whom ' +
    'whose where when why yes true statement left right top bottom upper lower middle center centre first second third last ' +
    'image images picture photo find contains contain containing include includes touching touch closely they them their he ' +
    'she his her you your we our i my least color colour colors colours shape shapes size sizes kind type number front back side'
  ).split(' '),
)

/** What a question names: its colours, shapes, sizes, things, noun phrases and numbers. */
export const questionVocabulary = (question: string): EditVocabulary => {
  const words = question.toLowerCase().match(/[a-z]+|\d+/g) ?? []
  const nouns = distinct(words.filter(isNoun).map(singular))
  const attributes = (kind: AttributeKind): readonly string[] =>
    distinct(words.map(singular).filter((word) => attributeKind(word) === kind))
  const scene = nouns.some((noun) => isOfScene(noun)) ? sceneNouns : []
  return {
    attributes: byKind(attributes),
    nounsFor: (noun) => distinct([...nouns, ...scene]).filter((each) => each !== noun),
    phrases: distinct([...phrasesOf(words), ...scene]),
    numbers: distinct(words.flatMap((word) => (/^\d/.test(word) ? Number(word) : (numberWords[word] ?? [])))),
  }
}

/** Values that fit any question about things that can be seen; those of the question come first. */
export const generalVocabulary = (question = ''): EditVocabulary => {
  const own = questionVocabulary(question)
  return {
    attributes: byKind((kind) => distinct([...own.attributes[kind], ...attributeWords[kind]])),
    nounsFor: (noun) => distinct([...own.nounsFor(noun), ...(groupOf(noun) ?? []).filter((each) => each !== noun)]),
    phrases: own.phrases,
    numbers: distinct([...own.numbers, 0, 1, 2, 3, 4]),
  }
}

/** What a program itself looks for and compares with. */
export const programVocabulary = ({ root }: Pick<SyntaxTree, 'root'>): EditVocabulary => {
  const texts = [...walk(root)].flatMap((node) => {
    const literal = stringLiteral(node)
    return literal === undefined || literal.use === 'answer' || literal.use === 'question' ? [] : [literal]
  })
  const { attributes, nounsFor } = questionVocabulary(texts.map(({ text }) => text).join('. '))
  const phrases = distinct(texts.filter(({ use }) => use === 'phrase').map(({ text }) => text))
  return { attributes, nounsFor, phrases, numbers: [] }
}

/** The values of both; those of the first come first. */
export const mergedVocabulary = (first: EditVocabulary, second: EditVocabulary): EditVocabulary => ({
  attributes: byKind((kind) => distinct([...first.attributes[kind], ...second.attributes[kind]])),
  nounsFor: (noun) => distinct([...first.nounsFor(noun), ...second.nounsFor(noun)]),
  phrases: distinct([...first.phrases, ...second.phrases]),
  numbers: distinct([...first.numbers, ...second.numbers]),
})

const byKind = (of: (kind: AttributeKind) => readonly string[]): EditVocabulary['attributes'] => ({
  color: of('color'),
  shape: of('shape'),
  size: of('size'),
  material: of('material'),
})

/** The first two groups are those of drawn scenes. */
const isOfScene = (noun: string): boolean => nounGroups.slice(0, 2).some((group) => group.includes(noun))

const groupOf = (noun: string): readonly string[] | undefined => nounGroups.find((group) => group.includes(noun))

const isNoun = (word: string): boolean => {
  if (emptyWords.has(word) || word in numberWords || /^\d/.test(word)) return false
  const kind = attributeKind(word)
  return kind === undefined ? word.length > 2 : kind === 'shape'
}

/** Each run of attributes with the noun behind it, and its endings: `small yellow square`, `yellow square`, `square`. */
const phrasesOf = (words: readonly string[]): readonly string[] => {
  const found: string[] = []
  for (const [end, word] of words.entries()) {
    if (!isNoun(word)) continue
    let start = end
    while (start > 0 && attributeKind(words[start - 1]!) !== undefined) start--
    for (let from = start; from <= end; from++) found.push([...words.slice(from, end), singular(word)].join(' '))
  }
  return distinct(found)
}

const distinct = <Value>(values: readonly Value[]): readonly Value[] => [...new Set(values)]
