import { attributeFor, attributeWords, isBlockNoun, kindNouns, roleNouns, rolesFor } from './lexicon.ts'
import type { Attribute, Scene } from './scene.ts'
import { nearWord, numberOf, ordinalOf, singular } from './words.ts'

/** The words that have a meaning for a scene: English ones and its own. */
export interface Vocabulary {
  /** Nouns of things, singular. */
  readonly names: ReadonlySet<string>
  readonly attributes: ReadonlyMap<string, Attribute>
  readonly relations: ReadonlySet<string>
  /** A word as it is known: with a slip of the pen mended. */
  spelled(word: string): string
}

const made = new WeakMap<Scene, Vocabulary>()

export function vocabularyOf(scene: Scene): Vocabulary {
  let vocabulary = made.get(scene)
  if (vocabulary === undefined) made.set(scene, (vocabulary = vocabularyFor(scene)))
  return vocabulary
}

function vocabularyFor(scene: Scene): Vocabulary {
  const own = scene.things.flatMap(({ attributes }) => attributes)
  const attributes = new Map(own.map((attribute) => [attribute.value, attribute]))
  for (const word of attributeWords()) {
    const attribute = attributeFor(word)
    if (attribute !== undefined) attributes.set(word, attribute)
  }
  const names = new Set(scene.things.flatMap((thing) => thing.names))
  const content = new Set(
    [...names, ...attributes.keys(), ...roleNouns(), ...kindNouns()].filter((word) => !word.includes(' ')),
  )
  return {
    names,
    attributes,
    relations: new Set(scene.things.flatMap(({ relations }) => relations?.map(({ name }) => name) ?? [])),
    spelled: (word) => (isPlain(word, content) ? word : (nearWord(word, content) ?? word)),
  }
}

/** A word that needs no mending: `three` is no slip of the pen for `tree`. */
const isPlain = (word: string, content: ReadonlySet<string>): boolean =>
  content.has(word) ||
  content.has(singular(word)) ||
  functionWords.has(word) ||
  (numberOf(word) ?? ordinalOf(word)) !== undefined

/** Whether a noun in the singular names something that may be in the scene. */
export const isNoun = (noun: string, { names, attributes }: Vocabulary): boolean =>
  names.has(noun) || rolesFor(noun) !== undefined || isBlockNoun(noun) || attributes.get(noun)?.kind === 'shape'

/** Words of the grammar: they name and describe nothing. */
export const functionWords: ReadonlySet<string> = new Set(
  `a an the this that these those it they them there is are was were be being been do does did has have having had can
  of in on at to from by with within inside and or not no non any some all each every both either neither none only
  exactly least most more less than fewer many much how what which who whose where when why other another same
  different as above over below under beneath underneath beside near next left right front behind between top bottom
  base touching touches touch touched against adjacent corner wall edge side border floor ground contains contain
  containing holds holding image picture photo scene color colour size material , closely nearly directly also just`.split(
    /\s+/,
  ),
)
