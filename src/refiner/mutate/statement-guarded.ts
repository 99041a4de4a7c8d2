import { edited, indentationAt, indentationUnit } from '../../syntax/edit.ts'
import { isDocstring } from '../../syntax/expression.ts'
import { functionOf } from '../../syntax/statement.ts'
import { parts } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { tests } from './condition.ts'
import type { Family } from './mutation.ts'
import { line, short } from './mutation.ts'

/** A statement runs only where something holds: `return 0` becomes `if n == 0: return 0`. */
export const statementGuarded: Family = function* (node, subject) {
  const share = shareOf(node)
  if (share === 0 || node.text.includes('\n') || functionOf(node) === undefined) return
  const { source } = subject.tree
  const inner = indentationAt(source, node.from) + indentationUnit(source)
  for (const { test, prior } of tests(node, subject)) {
    yield {
      edits: [edited(node.from, node.to, `if ${test.text}:\n${inner}${node.text}`)],
      at: node,
      prior: prior * share,
      note: `${line(node)}: \`${short(node.text)}\` only if \`${short(test.text)}\``,
    }
  }
}

/** What leaves, counts or collects is conditional more often than what gives a variable its value. */
const shareOf = (node: SyntaxNode): number => {
  if (node.parent?.kind !== 'block') return 0
  if (/^(return|break|continue)_statement$/.test(node.kind)) return 0.5
  const [inner] = node.kind === 'expression_statement' ? parts(node) : []
  if (inner === undefined || isDocstring(inner)) return 0
  return inner.kind === 'assignment' ? 0.25 : 0.5
}
