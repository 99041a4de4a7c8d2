import { level, levelOf, operatorOf, unwrapped } from '../expression.ts'
import type { SyntaxNode } from '../syntax-node.ts'
import { child, parts } from '../syntax-node.ts'
import { argumentsOf, calledName } from './call.ts'
import type { EditFamily } from './visual-edit.ts'
import { rewritten, withPart } from './visual-edit.ts'

/** All for any. */
export const quantifierEdits: EditFamily = function* (node) {
  const callee = node.kind === 'call' ? child(node, 'function') : undefined
  if (callee?.text === 'any') yield withPart('quantifier', node, { part: callee, text: 'all', weight: 1 })
  if (callee?.text === 'all') yield withPart('quantifier', node, { part: callee, text: 'any', weight: 1 })
}

/** `or` for `and`; an operand that is left out. */
export const connectiveEdits: EditFamily = function* (node) {
  if (node.kind !== 'boolean_operator') return
  const operator = operatorOf(node)!
  yield withPart('connective', node, { part: operator, text: operator.text === 'and' ? 'or' : 'and', weight: 0.8 })
  for (const field of ['left', 'right']) {
    const kept = child(node, field)!
    yield rewritten('condition-dropped', node, { text: kept.text, level: levelOf(kept), weight: 0.8 })
  }
}

/** The opposite of a condition. Of a comparison other families write the opposite. */
export const negationEdits: EditFamily = function* (node, { roleOf }) {
  if (node.kind === 'not_operator') {
    const inner = unwrapped(parts(node)[0]!)
    yield rewritten('negation', node, { text: inner.text, level: levelOf(inner), weight: 0.9 })
  }
  if (!isCondition(node) || node.kind === 'not_operator' || node.kind === 'comparison_operator') return
  const role = roleOf(node)
  if (role !== 'truth' && role !== 'unknown' && !role.endsWith('[]')) return
  const text = levelOf(node) < level.not ? `not (${node.text})` : `not ${node.text}`
  yield rewritten('negation', node, { text, level: level.not, weight: role === 'truth' ? 0.7 : 0.3 })
}

/** A place where an expression decides: tests, filters, operands of `and` and `or`, what `any` and `all` look at. */
export const isCondition = (node: SyntaxNode): boolean => {
  if (!node.named || node.kind === 'parenthesized_expression' || node.kind === 'comment') return false
  const place = withParentheses(node)
  const { parent, field } = place
  switch (parent?.kind) {
    case 'if_statement':
    case 'elif_clause':
    case 'while_statement':
      return field === 'condition'
    case 'if_clause':
      return true
    case 'boolean_operator':
      return field === 'left' || field === 'right'
    case 'conditional_expression':
      return parts(parent)[1] === place
    case 'generator_expression':
    case 'list_comprehension':
      return field === 'body' && isLookedAt(parent)
    case 'argument_list':
      return calledName(parent.parent!) === 'bool_to_yesno'
    case 'return_statement':
      return true
    default:
      return false
  }
}

const withParentheses = (node: SyntaxNode): SyntaxNode =>
  node.parent?.kind === 'parenthesized_expression' ? withParentheses(node.parent) : node

const isLookedAt = ({ parent }: SyntaxNode): boolean => {
  const call = parent?.kind === 'call' ? parent : parent?.parent
  return call !== undefined && /^(any|all)$/.test(calledName(call) ?? '')
}

/** Different values counted for all values, and the other way round. */
export const distinctEdits: EditFamily = function* (node, { roleOf }) {
  if (calledName(node) !== 'len') return
  const [inner] = argumentsOf(node)
  if (inner === undefined) return
  if (calledName(inner) === 'set') {
    const [plain] = argumentsOf(inner)
    if (plain === undefined) return
    // a generator has no length
    const text = plain.kind === 'generator_expression' ? `[${plain.text.slice(1, -1)}]` : plain.text
    yield withPart('distinct', node, { part: inner, text, weight: 0.6 })
  } else if (roleOf(inner) === 'text[]') {
    yield withPart('distinct', node, { part: inner, text: `set(${inner.text})`, weight: 0.6 })
  }
}
