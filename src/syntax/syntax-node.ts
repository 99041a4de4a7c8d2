import type { Span } from '../core/span.ts'

/**
 * One node of a tree: plain data, so that it outlives the parser and can be kept. `kind` is the grammar's name for it
 * (`if_statement`, `binary_operator`), or the token itself for an unnamed one (`if`, `+`).
 */
export interface SyntaxNode {
  readonly kind: string
  /** The role that this node plays in its parent: `left`, `condition`, `body`. */
  readonly field: string | undefined
  readonly named: boolean
  /** Offsets into the source, in UTF-16 code units. */
  readonly from: number
  readonly to: number
  readonly text: string
  readonly span: Span
  readonly parent: SyntaxNode | undefined
  /** All children, tokens and comments too, in source order. */
  readonly children: readonly SyntaxNode[]
}

/** The first child in that role. */
export const child = (node: SyntaxNode, field: string): SyntaxNode | undefined =>
  node.children.find((each) => each.field === field)

/** All children in that role: the operands of a comparison, the subscripts of `a[i, j]`. */
export const childrenIn = (node: SyntaxNode, field: string): readonly SyntaxNode[] =>
  node.children.filter((each) => each.field === field)

/** Named children without comments: what an AST would hold. */
export const parts = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.children.filter((each) => each.named && each.kind !== 'comment')

/** The node and everything below it, parents first, in source order. */
export function* walk(node: SyntaxNode): Generator<SyntaxNode> {
  yield node
  for (const each of node.children) yield* walk(each)
}

/** From the parent up to the root. */
export function* ancestors(node: SyntaxNode): Generator<SyntaxNode> {
  for (let at = node.parent; at !== undefined; at = at.parent) yield at
}

/** The closest node of one of these kinds above this one. */
export const enclosing = (node: SyntaxNode, ...kinds: readonly string[]): SyntaxNode | undefined => {
  for (const each of ancestors(node)) if (kinds.includes(each.kind)) return each
  return undefined
}
