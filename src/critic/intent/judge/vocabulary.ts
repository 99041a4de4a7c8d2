import type { SyntaxTree } from '../../../syntax/python.ts'
import { walk } from '../../../syntax/syntax-node.ts'
import { parametersOf } from '../../../syntax/statement.ts'
import {
  colours,
  containers,
  features,
  shapes,
  singular,
  sizes,
  things,
  towers,
  blocks,
  walls,
} from '../language/lexicon.ts'
import type { Predicate } from '../language/logical-form.ts'
import { inWords } from '../language/in-words.ts'
import { within } from '../language/predicate.ts'
import { tokensOf } from '../language/tokens.ts'
import { predicatesOf } from '../world/truth.ts'
import { plainText } from '../machine/literal.ts'
import type { Situation } from './situation.ts'
import type { Filter, Vocabulary } from '../vary/variation.ts'

/** The texts in a program. */
export const textsIn = (tree: SyntaxTree): readonly string[] =>
  [...walk(tree.root)].flatMap((node) => {
    const text = node.kind === 'string' ? plainText(node) : undefined
    return text === undefined ? [] : [text]
  })

/** What a program says. */
export interface Spoken {
  readonly texts: readonly string[]
  /** Those that it chooses from: the elements of a list. */
  readonly options: readonly string[]
}

export const spokenIn = (tree: SyntaxTree): Spoken => {
  const options = [...walk(tree.root)].flatMap((node) => {
    const listed = node.kind === 'string' && /^(list|tuple|set)$/.test(node.parent?.kind ?? '')
    const text = listed ? plainText(node) : undefined
    return text === undefined ? [] : [text]
  })
  return { texts: textsIn(tree), options }
}

const isWhole = (noun: string): boolean => containers.has(noun) || towers.has(noun)

/** What could stand for what, where question and program speak of these things. */
export const vocabularyOf = (question: string, tree: SyntaxTree, { reading, family }: Situation): Vocabulary => {
  const asked = tokensOf(question)
  const texts = textsIn(tree)
  const groups = groupsOf([...asked, ...texts.flatMap(tokensOf)].map(singular), family)
  return {
    groups,
    asked: new Set(asked.map(singular)),
    phrases: phrasesOf(groups, texts),
    numbers: [...new Set(asked.filter((word) => /^\d+$/.test(word)).map(Number))],
    filters: filtersOf(predicatesOf(reading.question)),
    names: namesIn(tree),
  }
}

const groupsOf = (words: readonly string[], family: Situation['family']): Vocabulary['groups'] => {
  const pick = (known: (word: string) => boolean, usual: readonly string[] = []): readonly string[] => [
    ...new Set([...words.filter(known), ...usual]),
  ]
  const nouns = family === 'photo' ? [] : family === 'tower' ? ['box', 'tower', 'block'] : ['box', 'object']
  return [
    pick((word) => word in colours && word !== 'grey'),
    pick((word) => word in shapes, family === 'scatter' ? ['square', 'circle', 'triangle'] : []),
    pick((word) => word in sizes),
    pick((word) => (isWhole(word) || things.has(word) || blocks.has(word)) && word !== 'one', nouns),
    pick((word) => word in features),
    pick((word) => word in walls),
    family === 'photo' ? pick((word) => !(word in colours) && /^[a-z]{3,}$/.test(word)).slice(0, 8) : [],
  ]
}

const phrasesOf = (
  [colour = [], shape = [], , nouns = []]: Vocabulary['groups'],
  texts: readonly string[],
): readonly string[] => {
  const described = [...nouns.filter((noun) => !isWhole(noun)), ...shape]
  const coloured = colour.flatMap((each) => described.map((noun) => `${each} ${noun}`)).slice(0, 12)
  const own = texts.filter((text) => /^[a-z ]{3,30}$/.test(text) && !/^(yes|no)$/.test(text))
  return [...new Set([...nouns, ...shape, ...coloured, ...own])].slice(0, 20)
}

/** What is asked of things: each test alone, and all those of one thing together. */
const filtersOf = (predicates: readonly Predicate[]): readonly Filter[] => {
  const found = new Map<string, Predicate>()
  const add = (predicate: Predicate): void => {
    if (predicate.kind !== 'any' && predicate.kind !== 'noun') found.set(inWords(predicate), predicate)
  }
  for (const predicate of predicates)
    for (const each of within(predicate)) {
      add(each)
      if (each.kind === 'and') for (const one of each.parts) add(one)
    }
  return Array.from(found, ([text, predicate]) => ({ text, predicate })).slice(0, 10)
}

/** Names of values that the program binds, not of its functions. */
const namesIn = (tree: SyntaxTree): readonly string[] => {
  const names = new Set<string>()
  for (const node of walk(tree.root)) {
    if (node.kind === 'identifier' && node.field === 'left') names.add(node.text)
    if (node.kind === 'function_definition' || node.kind === 'lambda')
      for (const { name } of parametersOf(node)) names.add(name)
  }
  return [...names].slice(0, 9)
}
