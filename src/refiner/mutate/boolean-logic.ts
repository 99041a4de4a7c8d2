import { level, operatorOf } from '../../syntax/expression.ts'
import { child } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { Family } from './mutation.ts'
import { fitted, phraseOf, replacing, swapping } from './mutation.ts'

/** `and` becomes `or`, and the other way round; one clause is dropped. */
export const booleanOperator: Family = function* (node) {
  if (node.kind !== 'boolean_operator') return
  const operator = operatorOf(node)!
  yield swapping(operator, operator.text === 'and' ? 'or' : 'and', 0.6)
  for (const side of ['left', 'right']) yield replacing(node, phraseOf(child(node, side)!), 0.35)
}

/** `not c` becomes `c`; a condition or clause is negated. */
export const negation: Family = function* (node) {
  if (node.kind === 'not_operator') yield replacing(node, phraseOf(child(node, 'argument')!), 0.5)
  else if (isCondition(node) && node.kind !== 'comparison_operator' && node.kind !== 'true') {
    yield replacing(node, { text: `not ${fitted(phraseOf(node), level.not)}`, level: level.not }, 0.4)
  }
}

/** The whole condition of a statement, expression or comprehension, or one clause of it. */
export const isCondition = (node: SyntaxNode): boolean => {
  const { parent } = node
  switch (parent?.kind) {
    case 'if_statement':
    case 'elif_clause':
    case 'while_statement':
      return node.field === 'condition'
    case 'if_clause':
    case 'assert_statement':
      return node.named
    case 'conditional_expression':
      return parent.children.filter((each) => each.named)[1] === node
    case 'boolean_operator':
    case 'not_operator':
    case 'parenthesized_expression':
      return node.named && isCondition(parent)
    default:
      return false
  }
}

/** A chain that forgets its subject: `a == b or c` becomes `a == b or a == c`. */
export const repeatedSubject: Family = function* (node) {
  if (node.kind !== 'boolean_operator') return
  const [left, right] = [child(node, 'left')!, child(node, 'right')!]
  if (left.kind !== 'comparison_operator' || !/^(string|integer|float|identifier)$/.test(right.kind)) return
  const [subject, operator] = left.children
  if (subject === undefined || operator === undefined) return
  yield replacing(right, { text: `${subject.text} ${operator.text} ${right.text}`, level: level.comparison }, 0.6)
}
