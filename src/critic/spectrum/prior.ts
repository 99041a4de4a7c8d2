import { ownParts } from '../../syntax/statement.ts'
import { child, parts } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'

/**
 * How likely a unit of this kind is to be at fault before anything is known of it, relative to a condition. Studies of
 * mends agree on the order: conditions, then calls and their arguments, then assigned and returned expressions; imports,
 * definitions and jumps hardly ever (Pan, Kim, Whitehead: Toward an understanding of bug fix patterns, 2009; Campos,
 * Maia: Common bug-fix patterns, 2017).
 */
export const prior = (unit: SyntaxNode): number => {
  switch (unit.kind) {
    case 'if_statement':
    case 'elif_clause':
    case 'while_statement':
      return 0.8
    case 'for_statement':
      return 0.7
    case 'return_statement':
      return ofExpression(parts(unit)[0])
    case 'expression_statement':
      return ofStatement(parts(unit)[0])
    case 'assert_statement':
    case 'raise_statement':
    case 'delete_statement':
    case 'with_statement':
    case 'match_statement':
      return 0.4
    case 'pass_statement':
      return 0.5
    default:
      return 0.05
  }
}

const ofStatement = (inner: SyntaxNode | undefined): number => {
  if (inner?.kind === 'assignment') return ofExpression(child(inner, 'right'))
  if (inner?.kind === 'augmented_assignment') return 0.9
  if (inner?.kind === 'string') return 0
  return inner?.kind === 'call' && child(inner, 'function')?.text === 'print' ? 0.4 : 0.7
}

/** What computes can be wrong in many ways; a constant, or a value that is only handed on, is mostly right. */
const ofExpression = (expression: SyntaxNode | undefined): number =>
  expression === undefined || isConstant(expression) || handing.has(expression.kind) ? 0.4 : 0.9

const handing = new Set(['identifier', 'attribute', 'subscript'])

const constants = new Set(['integer', 'float', 'string', 'true', 'false', 'none'])
const empties = new Set(['list', 'tuple', 'dictionary', 'set'])

const isConstant = (node: SyntaxNode): boolean =>
  constants.has(node.kind) || (empties.has(node.kind) && parts(node).length === 0)

/** What of a statement that holds others runs by itself: its condition, what a loop goes through, the name it defines. */
export const headOf = (unit: SyntaxNode): SyntaxNode => {
  const own = ownParts(unit)
  const heads = ['condition', 'right', 'subject', 'name'].flatMap((field) => child(unit, field) ?? [])
  return (
    heads[0] ??
    unit.children.find(({ kind }) => kind === 'with_clause') ??
    own.find(({ named }) => named) ??
    own[0] ??
    unit
  )
}
