import {
  blocks,
  colours,
  containers,
  features,
  glue,
  groups,
  shapeAdjectives,
  shapes,
  singular,
  sizes,
  things,
  towers,
  walls,
  wholes,
} from './lexicon.ts'

import type { Predicate } from './logical-form.ts'
import type { NounPhrase } from './noun-phrase.ts'
import type { Modified, Said } from './said.ts'

/** The readers that call one another. */
export interface Grammar {
  modifiers(c: Cursor, host: NounPhrase): Modified
  hasPhrase(c: Cursor, host: NounPhrase): Said | undefined
  verbPhrase(c: Cursor, host: NounPhrase, complementOnly?: boolean): Said | undefined
  complement(c: Cursor): Said | undefined
  insideClause(c: Cursor): Predicate | undefined
}

/** Words that join, but mean something that must not be passed over. */
const telling = new Set(
  'left right top bottom middle above below between inside same different more less other another number only'.split(
    ' ',
  ),
)

/** A place in the words of a text, moving forward. */
export class Cursor {
  readonly words: readonly string[]
  readonly grammar: Grammar
  /** Words of content that found no place in what was read. */
  readonly unread: string[] = []
  at = 0

  constructor(words: readonly string[], grammar: Grammar) {
    this.words = words
    this.grammar = grammar
  }

  peek(ahead = 0): string {
    return this.words[this.at + ahead] ?? ''
  }

  get done(): boolean {
    return this.at >= this.words.length
  }

  /** Takes the next words where they are these; each may be one of several, separated by `|`. */
  accept(...pattern: readonly string[]): boolean {
    const fits = pattern.every((each, index) => each.split('|').includes(this.peek(index)) && this.peek(index) !== '')
    if (fits) this.at += pattern.length
    return fits
  }

  sees(...pattern: readonly string[]): boolean {
    return pattern.every((each, index) => this.peek(index) !== '' && each.split('|').includes(this.peek(index)))
  }

  /** Passes over a word; one of content is noted as unread. */
  skip(): void {
    const word = this.peek()
    if (word !== ',' && (!glue.has(word) || telling.has(word))) this.unread.push(word)
    this.at++
  }

  /** Runs a reader and comes back to this place where it finds nothing. */
  attempt<T>(read: () => T | undefined): T | undefined {
    const { at } = this
    const unread = this.unread.length
    const found = read()
    if (found === undefined) {
      this.at = at
      this.unread.length = unread
    }
    return found
  }
}

export const isNumber = (word: string): boolean => /^\d+$/.test(word)

export const isAdjective = (word: string): boolean => word in colours || word in sizes || word in shapeAdjectives

/** A noun, or an unknown word that may be one. */
export const isNoun = (word: string): boolean => {
  const noun = singular(word)
  if (isAdjective(word) || isNumber(word)) return false
  const known =
    noun in shapes ||
    things.has(noun) ||
    blocks.has(noun) ||
    containers.has(noun) ||
    towers.has(noun) ||
    wholes.has(noun) ||
    noun in features ||
    groups.has(noun)
  return known || isUnknown(word)
}

/** A word of content that no list knows: of a thing, a quality or an activity. */
export const isUnknown = (word: string): boolean => {
  const noun = singular(word)
  return (
    /^[a-z]{2}/.test(word) &&
    !glue.has(word) &&
    !isAdjective(word) &&
    !(noun in walls) &&
    !particles.has(word) &&
    !(noun in features)
  )
}

const particles = new Set(
  'onto leftof rightof infront near eachother arranged behind within through across around along around against inside outside except while whose out up down off together'.split(
    ' ',
  ),
)
