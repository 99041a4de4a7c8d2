import type { SyntaxNode } from '../syntax-node.ts'
import { child, parts } from '../syntax-node.ts'

/** The name of what is called: of the function, or of the method; `undefined` for what is no call. */
export const calledName = (node: SyntaxNode): string | undefined => {
  const callee = node.kind === 'call' ? child(node, 'function') : undefined
  return callee && (callee.kind === 'attribute' ? child(callee, 'attribute')! : callee).text
}

/** The node whose method is called. */
export const receiverOf = (node: SyntaxNode): SyntaxNode | undefined => {
  const callee = node.kind === 'call' ? child(node, 'function') : undefined
  return callee?.kind === 'attribute' ? child(callee, 'object') : undefined
}

/** The arguments of a call, keyword arguments too. A generator may stand without parentheses of its own. */
export const argumentsOf = (node: SyntaxNode): readonly SyntaxNode[] => {
  const list = child(node, 'arguments')
  if (list === undefined) return []
  return list.kind === 'generator_expression' ? [list] : parts(list)
}
