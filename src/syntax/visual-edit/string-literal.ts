import type { SyntaxNode } from '../syntax-node.ts'
import { child, enclosing, parts } from '../syntax-node.ts'

/** What a text of a visual program is for. */
export type StringUse = 'phrase' | 'property' | 'question' | 'option' | 'answer' | 'value'

/** A plain string of a visual program. */
export interface StringLiteral {
  readonly node: SyntaxNode
  readonly text: string
  readonly use: StringUse
  /** A source text that holds another text, in the same quotes. */
  quoted(text: string): string
}

const firstUses: Readonly<Record<string, readonly StringUse[]>> = {
  find: ['phrase'],
  exists: ['phrase'],
  verify_property: ['phrase', 'property'],
  simple_query: ['question'],
  llm_query: ['question'],
  best_text_match: ['option', 'value'],
}

/** Reads a string; `undefined` for one that is built, documents, or is a key. */
export const stringLiteral = (node: SyntaxNode): StringLiteral | undefined => {
  if (node.kind !== 'string' || node.parent === undefined) return undefined
  const match = /^(["'])([^\\{}]*)\1$/s.exec(node.text)
  const { parent } = node
  if (match === null || parent.kind === 'expression_statement' || parent.kind === 'concatenated_string')
    return undefined
  if (parent.kind === 'subscript' || (parent.kind === 'pair' && node.field === 'key')) return undefined
  const [, quote = "'", text = ''] = match
  return { node, text, use: useOf(node, text), quoted: (other) => `${quote}${other}${quote}` }
}

const useOf = (node: SyntaxNode, text: string): StringUse => {
  if (/^(yes|no|true|false)$/i.test(text)) return 'answer'
  const list = node.parent?.kind === 'list' ? node.parent : node
  const place = list.parent?.kind === 'argument_list' ? list.parent : undefined
  if (place === undefined) return enclosing(node, 'comparison_operator') === undefined ? 'value' : 'property'
  const callee = child(place.parent!, 'function')
  const name = (callee && (child(callee, 'attribute') ?? callee))?.text ?? ''
  return firstUses[name]?.[parts(place).indexOf(list)] ?? 'value'
}
