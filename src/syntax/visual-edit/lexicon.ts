/** What a word of a noun phrase tells of a thing. */
export type AttributeKind = 'color' | 'shape' | 'size' | 'material'

/** English words that exclude one another within their kind. Synonyms stand beside one another. */
export const attributeWords: Readonly<Record<AttributeKind, readonly string[]>> = {
  color: 'red orange yellow green blue purple pink brown black white gray grey silver gold beige tan'.split(' '),
  shape: 'square circle triangle rectangle star diamond hexagon cube sphere cylinder'.split(' '),
  size: 'small medium large big little tiny huge tall short long wide'.split(' '),
  material: 'wooden metal plastic glass leather rubber stone paper'.split(' '),
}

/** Nouns that are taken for one another: parts of a drawn scene, and of photographs. */
export const nounGroups: readonly (readonly string[])[] = [
  'object item block thing shape square circle triangle'.split(' '),
  'tower box stack wall'.split(' '),
  'person man woman boy girl child'.split(' '),
  'dog cat horse cow sheep bird elephant'.split(' '),
  'car truck bus bicycle motorcycle train boat'.split(' '),
  'chair table bed couch desk cabinet'.split(' '),
  'shirt hat jacket pants shoe bag'.split(' '),
  'cup bottle glass bowl plate fork knife'.split(' '),
  'tree flower grass building window door'.split(' '),
]

/** What drawn scenes are made of: a question about one thing of them may be answered by way of another. */
export const sceneNouns: readonly string[] = ['box', 'tower', 'block', 'object']

/** Whole numbers in words; `a`, `single`, `once` say one. */
export const numberWords: Readonly<Record<string, number>> = {
  no: 0,
  none: 0,
  zero: 0,
  a: 1,
  an: 1,
  one: 1,
  single: 1,
  once: 1,
  two: 2,
  both: 2,
  pair: 2,
  twice: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
}

const kindByWord = new Map(
  Object.entries(attributeWords).flatMap(([kind, words]) => words.map((word) => [word, kind as AttributeKind])),
)

/** What the word tells, in the singular; `undefined` for a word that is no attribute. */
export const attributeKind = (word: string): AttributeKind | undefined => kindByWord.get(singular(word.toLowerCase()))

const irregular: Readonly<Record<string, string>> = {
  people: 'person',
  men: 'man',
  women: 'woman',
  children: 'child',
  feet: 'foot',
  knives: 'knife',
  shelves: 'shelf',
}
const singulars = /(ss|us|is|pants|glass|grass|bus)$/

/** The noun without the ending of the plural. */
export const singular = (word: string): string => {
  const known = irregular[word]
  if (known !== undefined) return known
  if (word.length < 4 || singulars.test(word)) return word
  if (/(x|ch|sh|ss|us)es$/.test(word)) return word.slice(0, -2)
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`
  return word.endsWith('s') ? word.slice(0, -1) : word
}
