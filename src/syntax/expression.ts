import { child, enclosing, parts } from './syntax-node.ts'
import type { SyntaxNode } from './syntax-node.ts'

const atoms = [
  'identifier',
  'integer',
  'float',
  'string',
  'concatenated_string',
  'true',
  'false',
  'none',
  'ellipsis',
  'attribute',
  'subscript',
  'call',
  'list',
  'tuple',
  'set',
  'dictionary',
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
  'parenthesized_expression',
]
const compounds = [
  'binary_operator',
  'unary_operator',
  'comparison_operator',
  'boolean_operator',
  'not_operator',
  'conditional_expression',
  'named_expression',
  'lambda',
  'await',
  'yield',
  'expression_list',
]
const expressionKinds = new Set([...atoms, ...compounds])
const atomKinds = new Set(atoms)

/** How tightly an expression binds: an operand of a lower level than its place needs parentheses. */
export const level = {
  tuple: 0,
  lambda: 5,
  conditional: 10,
  or: 15,
  and: 20,
  not: 25,
  comparison: 30,
  bitOr: 40,
  bitXor: 45,
  bitAnd: 50,
  shift: 55,
  sum: 60,
  product: 70,
  unary: 80,
  power: 90,
  atom: 100,
} as const

const operatorLevels: Readonly<Record<string, number>> = {
  or: level.or,
  and: level.and,
  '|': level.bitOr,
  '^': level.bitXor,
  '&': level.bitAnd,
  '<<': level.shift,
  '>>': level.shift,
  '+': level.sum,
  '-': level.sum,
  '*': level.product,
  '/': level.product,
  '//': level.product,
  '%': level.product,
  '@': level.product,
  '**': level.power,
}

export const operatorLevel = (operator: string): number => operatorLevels[operator] ?? level.comparison

/** The operator token of a binary, boolean or unary expression, or of an augmented assignment. */
export const operatorOf = (node: SyntaxNode): SyntaxNode | undefined => child(node, 'operator')

export const levelOf = (node: SyntaxNode): number => {
  if (atomKinds.has(node.kind)) return level.atom
  switch (node.kind) {
    case 'binary_operator':
    case 'boolean_operator':
      return operatorLevel(operatorOf(node)?.text ?? 'or')
    case 'unary_operator':
      return level.unary
    case 'not_operator':
      return level.not
    case 'comparison_operator':
      return level.comparison
    case 'conditional_expression':
      return level.conditional
    case 'await':
      return level.power
    default:
      return level.tuple
  }
}

/** The lowest level that may stand where this node stands without parentheses. */
export const levelNeeded = (node: SyntaxNode): number => {
  const { parent, field } = node
  switch (parent?.kind) {
    case 'binary_operator':
      return operandLevel(operatorOf(parent)?.text ?? '+', field)
    case 'boolean_operator':
      return operatorLevel(operatorOf(parent)?.text ?? 'or')
    case 'comparison_operator':
    case 'list_splat':
    case 'dictionary_splat':
      return level.bitOr
    case 'unary_operator':
      return level.unary
    case 'not_operator':
      return level.not
    case 'attribute':
    case 'await':
    case 'call':
      return level.atom
    case 'subscript':
      return field === 'value' ? level.atom : level.tuple
    case 'conditional_expression':
      return parent.children.at(-1) === node ? level.conditional : level.or
    case 'for_in_clause':
    case 'if_clause':
      return level.or
    case 'return_statement':
    case 'expression_statement':
    case 'assignment':
    case 'augmented_assignment':
    case 'for_statement':
    case 'parenthesized_expression':
    case 'yield':
      return level.tuple
    default:
      return level.lambda
  }
}

/** Operators group to the left, but for `**`. */
const operandLevel = (operator: string, field: string | undefined): number => {
  if (operator === '**') return field === 'left' ? level.atom : level.unary
  return operatorLevel(operator) + (field === 'right' ? 1 : 0)
}

/** True for a node whose value is read: no target, no name of an attribute or argument, no annotation, no import. */
export const isExpression = (node: SyntaxNode): boolean => {
  const { parent, field } = node
  if (!expressionKinds.has(node.kind) || parent === undefined) return false
  switch (parent.kind) {
    case 'attribute':
      return field === 'object'
    case 'keyword_argument':
    case 'named_expression':
    case 'default_parameter':
    case 'typed_default_parameter':
      return field === 'value'
    case 'assignment':
    case 'augmented_assignment':
    case 'for_statement':
    case 'for_in_clause':
      return field === 'right'
    case 'function_definition':
    case 'class_definition':
    case 'parameters':
    case 'lambda_parameters':
    case 'typed_parameter':
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern':
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'type':
    case 'dotted_name':
    case 'aliased_import':
    case 'as_pattern_target':
    case 'global_statement':
    case 'nonlocal_statement':
    case 'delete_statement':
    case 'decorator':
      return false
    default:
      return enclosing(node, 'type', 'interpolation', 'case_pattern') === undefined
  }
}

/** A string that is a statement of its own documents; it computes nothing. */
export const isDocstring = (node: SyntaxNode): boolean =>
  (node.kind === 'string' || node.kind === 'concatenated_string') && node.parent?.kind === 'expression_statement'

/** The expression inside any number of parentheses. */
export const unwrapped = (node: SyntaxNode): SyntaxNode => {
  const inner = node.kind === 'parenthesized_expression' ? parts(node)[0] : undefined
  return inner === undefined ? node : unwrapped(inner)
}
