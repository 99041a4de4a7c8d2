import { isExpression, level, levelOf, operatorLevel } from '../../syntax/expression.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { Family } from './mutation.ts'
import { fitted, phrase, phraseOf, replacing } from './mutation.ts'
import { fit, isSurely } from './static-type.ts'
import type { Types } from './static-type.ts'

/** A term that was forgotten: `e` becomes `e + v`, `v + e`, `e - v` … with a variable of a type that can be added. */
export const operandAdded: Family = function* (node, { typesOf, variablesAt }) {
  const place = placeFactor(node) * (node.kind === 'integer' ? literal : 1)
  if (place === 0 || node.text === '0') return
  const types = typesOf(node)
  for (const name of variablesAt(node)) {
    if (name.text === node.text) continue
    const near = place * (name.local ? 1 : 0.7)
    for (const [operator, prior, first] of operators(types, name.types)) {
      const at = operatorLevel(operator)
      const [a, b] = first ? [phrase(name.text), phraseOf(node)] : [phraseOf(node), phrase(name.text)]
      yield replacing(node, { text: `${fitted(a, at)} ${operator} ${fitted(b, at + 1)}`, level: at }, prior * near)
    }
  }
}

/** A term beside a number that stands alone is rare. */
const literal = 0.2

type Option = readonly [operator: string, prior: number, nameFirst: boolean]

const operators = (types: Types, other: Types): readonly Option[] => {
  if (fit(types, other) < 0.4) return []
  if (isSurely(types, 'int', 'float') && isSurely(other, 'int', 'float')) {
    return [
      ['+', 0.25, false],
      ['-', 0.25, false],
      ['-', 0.1, true],
      ['*', 0.12, false],
      ['//', 0.06, false],
      ['%', 0.08, false],
    ]
  }
  if (isSurely(types, 'list', 'str', 'tuple') && fit(types, other) === 1)
    return [
      ['+', 0.3, true],
      ['+', 0.25, false],
    ]
  if (isSurely(types, 'set') && isSurely(other, 'set'))
    return [
      ['-', 0.1, false],
      ['|', 0.1, false],
      ['&', 0.1, false],
    ]
  return types === undefined || other === undefined
    ? [
        ['+', 0.08, false],
        ['-', 0.08, false],
        ['+', 0.08, true],
      ]
    : []
}

const placeFactor = (node: SyntaxNode): number => {
  if (!isExpression(node) || levelOf(node) < level.sum || /^(parenthesized_expression|lambda)$/.test(node.kind))
    return 0
  if (node.field === 'function' || node.field === 'object') return 0
  switch (node.parent?.kind) {
    case 'return_statement':
    case 'assignment':
    case 'augmented_assignment':
    case 'argument_list':
      return 1
    case 'slice':
    case 'comparison_operator':
      return 0.7
    case 'subscript':
      return node.field === 'subscript' ? 0.6 : 0
    default:
      return 0.2
  }
}
