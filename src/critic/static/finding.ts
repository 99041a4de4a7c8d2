import { flowGraphs } from '../../syntax/blocks.ts'
import type { FlowGraph } from '../../syntax/blocks.ts'
import type { SyntaxTree } from '../../syntax/python.ts'
import { scopesOf } from '../../syntax/scope.ts'
import type { Scopes } from '../../syntax/scope.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'

/** Something that is wrong, or looks wrong, in a text that was not run. */
export interface Finding {
  readonly at: SyntaxNode
  /** From 0 to 1: how often such a thing is a fault. */
  readonly weight: number
  readonly reason: string
  /** It goes wrong whenever control gets there; a habit that is only suspicious is not sure. */
  readonly sure?: boolean
  /** It goes wrong in every run, wherever it stands: a program without its entry. */
  readonly always?: true
}

/** A program as the rules read it. */
export interface Reading {
  readonly tree: SyntaxTree
  readonly scopes: Scopes
  readonly flows: readonly FlowGraph[]
  /** Names that are defined besides those of Python. */
  readonly given: ReadonlySet<string>
}

export type Rule = (reading: Reading) => Iterable<Finding>

export const readingOf = (tree: SyntaxTree, given: ReadonlySet<string> = new Set()): Reading => ({
  tree,
  scopes: scopesOf(tree.root),
  flows: flowGraphs(tree.root),
  given,
})
