import type { TextEdit } from '../../syntax/edit.ts'
import { replaceNode } from '../../syntax/edit.ts'
import { level, levelNeeded, levelOf } from '../../syntax/expression.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { Subject } from './subject.ts'

/** One edit that may mend a program, before it is made. */
export interface Mutation {
  readonly edits: readonly TextEdit[]
  /** The place whose blame it takes. */
  readonly at: SyntaxNode
  /** How likely such an edit is to be the mend where all places are equally suspect: a ratio, at most about 1. */
  readonly prior: number
  /** What it does, for people: "line 5: `^` became `&`". */
  readonly note: string
}

/** The edits of one kind that can be made at a node; it is asked about every node of the program. */
export type Family = (node: SyntaxNode, subject: Subject) => Iterable<Mutation>

/** Source text of an expression, with how tightly it binds. */
export interface Phrase {
  readonly text: string
  readonly level: number
}

export const phrase = (text: string, at: number = level.atom): Phrase => ({ text, level: at })

export const phraseOf = (node: SyntaxNode): Phrase => ({ text: node.text, level: levelOf(node) })

/** The phrase as it must be written where at least this level is needed. */
export const fitted = ({ text, level }: Phrase, needed: number): string => (level < needed ? `(${text})` : text)

/** Another expression in place of this one, with parentheses where they are needed. */
export const replacing = (node: SyntaxNode, by: Phrase, prior: number): Mutation => {
  const text = fitted(by, levelNeeded(node))
  return { edits: [replaceNode(node, text)], at: node, prior, note: became(node, text) }
}

/** Another token in place of this one. */
export const swapping = (token: SyntaxNode, text: string, prior: number): Mutation => ({
  edits: [replaceNode(token, text)],
  at: token.parent ?? token,
  prior,
  note: became(token, text),
})

/** Two nodes change places. */
export const exchanging = (a: SyntaxNode, b: SyntaxNode, prior: number): Mutation => ({
  edits: [replaceNode(a, fitted(phraseOf(b), levelNeeded(a))), replaceNode(b, fitted(phraseOf(a), levelNeeded(b)))],
  at: a.parent ?? a,
  prior,
  note: `${line(a)}: \`${short(a.text)}\` and \`${short(b.text)}\` changed places`,
})

export const line = (node: SyntaxNode): string => `line ${node.span.from.line}`

export const became = (node: SyntaxNode, text: string): string =>
  `${line(node)}: \`${short(node.text)}\` became \`${short(text)}\``

/** One line, bounded, with a mark where something was cut. */
export const short = (text: string): string => {
  const flat = text.replaceAll(/\s+/g, ' ')
  return flat.length > 80 ? `${flat.slice(0, 79)}…` : flat
}
