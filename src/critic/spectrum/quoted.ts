import type { Span } from '../../core/span.ts'
import { nodeAt } from '../../syntax/python.ts'
import type { SyntaxTree } from '../../syntax/python.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'

const MAX_QUOTED = 60

/** A piece of source on one line, bounded, in back quotes. */
export const quoted = ({ text }: SyntaxNode): string => {
  const line = text.replaceAll(/\s+/g, ' ')
  return `\`${line.length > MAX_QUOTED ? `${line.slice(0, MAX_QUOTED)}…` : line}\``
}

export const quotedAt = (tree: SyntaxTree, span: Span): string => quoted(nodeAt(tree, span))
