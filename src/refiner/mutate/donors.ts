import { isExpression } from '../../syntax/expression.ts'
import type { Scopes } from '../../syntax/scope.ts'
import { functionOf } from '../../syntax/statement.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { walk } from '../../syntax/syntax-node.ts'
import { mayBeBound } from './names-in-scope.ts'

/** Finds for a place the short expressions of its function that mean the same there, by their text, each once. */
export const donorsIn = (root: SyntaxNode, scopes: Scopes): ((node: SyntaxNode) => readonly SyntaxNode[]) => {
  const byHome = new Map<SyntaxNode | undefined, readonly SyntaxNode[]>()
  return (node) => {
    const home = functionOf(node)
    const found = byHome.get(home) ?? expressionsIn(home ?? root)
    byHome.set(home, found)
    return found.filter((donor) => canMove(donor, node, scopes))
  }
}

const expressionsIn = (root: SyntaxNode): readonly SyntaxNode[] => {
  const byText = new Map<string, SyntaxNode>()
  for (const node of walk(root)) {
    if (isExpression(node) && node.text.length <= 60 && !node.text.includes('\n') && !byText.has(node.text)) {
      byText.set(node.text, node)
    }
  }
  return [...byText.values()]
}

/** Every name that the donor reads means the same at its new place. */
const canMove = (donor: SyntaxNode, to: SyntaxNode, scopes: Scopes): boolean => {
  if (donor === to || donor.text === to.text) return false
  const there = scopes.scopeOf(to)
  for (const node of walk(donor)) {
    if (node.kind !== 'identifier' || node.field === 'attribute') continue
    const home = scopes.resolve(node.text, scopes.scopeOf(node))
    if (home !== scopes.resolve(node.text, there) && home?.kind === 'comprehension') return false
    const binding = home?.bindings.get(node.text)
    if (binding !== undefined && !binding.some((each) => mayBeBound(each, to))) return false
  }
  return true
}
