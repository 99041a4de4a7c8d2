import { level } from '../../syntax/expression.ts'
import { isExpression } from '../../syntax/expression.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { ancestors, child, walk } from '../../syntax/syntax-node.ts'
import type { Family } from './mutation.ts'
import { fitted, phraseOf, replacing } from './mutation.ts'
import { mayBeNumber } from './static-type.ts'

/** One more or one less, where a number is an index, a bound, an argument or a result. Literals have their own family. */
export const offByOne: Family = function* (node, { tree, typesOf }) {
  if (
    node.kind === 'integer' ||
    node.kind === 'float' ||
    !isExpression(node) ||
    node.kind === 'parenthesized_expression'
  )
    return
  const types = typesOf(node)
  const prior = isRecursive(node) ? 0.6 : isIndex(node, tree.root) ? 0.55 : placePrior(node)
  if (prior === 0 || !mayBeNumber(types) || notNumbers.has(node.kind)) return
  const certain = types === undefined ? 0.4 : types.has('bool') && types.size === 1 ? 0.2 : 1
  const operand = fitted(phraseOf(node), level.sum)
  yield replacing(node, { text: `${operand} + 1`, level: level.sum }, prior * certain)
  yield replacing(node, { text: `${operand} - 1`, level: level.sum }, prior * certain)
}

const notNumbers = new Set([
  'string',
  'list',
  'tuple',
  'dictionary',
  'set',
  'true',
  'false',
  'none',
  'comparison_operator',
  'boolean_operator',
  'not_operator',
  'list_comprehension',
  'generator_expression',
  'lambda',
  'expression_list',
  'unary_operator',
  'concatenated_string',
  'set_comprehension',
  'dictionary_comprehension',
  'yield',
  'await',
])

/** An argument of a call of the function itself: where it does not come nearer to the end, nothing ends. */
const isRecursive = ({ parent }: SyntaxNode): boolean => {
  const called = parent?.kind === 'argument_list' ? child(parent.parent!, 'function')?.text : undefined
  if (called === undefined) return false
  return [...ancestors(parent!)].some(
    (each) => each.kind === 'function_definition' && child(each, 'name')?.text === called,
  )
}

/** It is assigned, and it or the variable that it is assigned to is an index elsewhere. */
const isIndex = (node: SyntaxNode, root: SyntaxNode): boolean => {
  if (node.parent?.kind !== 'assignment' || node.field !== 'right') return false
  const names = new Set([node.text, child(node.parent, 'left')!.text])
  return [...walk(root)].some(
    ({ field, kind, text }) => kind === 'identifier' && field === 'subscript' && names.has(text),
  )
}

/** How often such a place is wrong by one. */
const placePrior = (node: SyntaxNode): number => {
  const { parent, field } = node
  switch (parent?.kind) {
    case 'slice':
      return 0.8
    case 'subscript':
      return field === 'subscript' ? 0.7 : 0
    case 'tuple':
      return parent.field === 'subscript' ? 0.6 : 0.1
    case 'comparison_operator':
      return 0.5
    case 'argument_list':
      return child(parent.parent!, 'function')?.text === 'range' ? 0.9 : 0.45
    case 'return_statement':
      return 0.35
    case 'assignment':
    case 'augmented_assignment':
      return 0.3
    case 'binary_operator':
      return 0.15
    default:
      return 0
  }
}
