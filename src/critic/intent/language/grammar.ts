import { Cursor } from './cursor.ts'
import type { Grammar } from './cursor.ts'
import { hasPhrase } from './has-phrase.ts'
import { modifiers } from './modifiers.ts'
import { tokensOf } from './tokens.ts'
import { complement, insideClause, verbPhrase } from './verb-phrase.ts'

const grammar: Grammar = { modifiers, hasPhrase, verbPhrase, complement, insideClause }

/** A reader at the start of a text. */
export const readerOf = (text: string): Cursor => new Cursor(tokensOf(text), grammar)
