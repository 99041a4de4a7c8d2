import { isExpression, level, levelOf, operatorLevel, operatorOf, unwrapped } from '../../syntax/expression.ts'
import { child } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { Family, Mutation } from './mutation.ts'
import { exchanging, fitted, phraseOf, replacing, swapping } from './mutation.ts'
import { isSurely, mayBeNumber } from './static-type.ts'

type Swaps = readonly (readonly [operator: string, prior: number])[]

const swaps: Readonly<Record<string, Swaps>> = {
  '+': [
    ['-', 0.6],
    ['*', 0.3],
    ['//', 0.05],
    ['|', 0.05],
  ],
  '-': [
    ['+', 0.6],
    ['*', 0.15],
    ['//', 0.1],
    ['%', 0.1],
    ['^', 0.05],
  ],
  '*': [
    ['+', 0.3],
    ['**', 0.3],
    ['//', 0.25],
    ['/', 0.25],
    ['-', 0.1],
  ],
  '/': [
    ['//', 0.8],
    ['*', 0.4],
    ['%', 0.2],
    ['-', 0.1],
  ],
  '//': [
    ['%', 0.5],
    ['/', 0.5],
    ['*', 0.3],
    ['-', 0.1],
  ],
  '%': [
    ['//', 0.6],
    ['/', 0.2],
    ['*', 0.15],
    ['-', 0.1],
  ],
  '**': [
    ['*', 0.5],
    ['^', 0.1],
  ],
  '&': [
    ['|', 0.6],
    ['^', 0.6],
    ['>>', 0.1],
  ],
  '|': [
    ['&', 0.6],
    ['^', 0.6],
    ['+', 0.1],
  ],
  '^': [
    ['&', 0.7],
    ['|', 0.7],
    ['**', 0.6],
  ],
  '<<': [
    ['>>', 0.6],
    ['*', 0.1],
  ],
  '>>': [
    ['<<', 0.6],
    ['//', 0.1],
  ],
}
const setOperators = new Set(['|', '&', '-', '^'])
const commutative = new Set(['+', '*', '&', '|', '^'])

/** Another arithmetic, bit or set operator, also in `x += 1`. */
export const arithmeticOperator: Family = function* (node, { typesOf, failure }) {
  if (node.kind !== 'binary_operator' && node.kind !== 'augmented_assignment') return
  const operator = operatorOf(node)
  if (operator === undefined) return
  const suffix = node.kind === 'augmented_assignment' ? '=' : ''
  const types = typesOf(child(node, 'left')!)
  for (const [other, prior] of swaps[operator.text.replace(/=$/, '')] ?? []) {
    const possible = mayBeNumber(types) || (isSurely(types, 'set', 'frozenset', 'Counter') && setOperators.has(other))
    if (possible) yield swapping(operator, other + suffix, prior)
  }
  if (!isSurely(types, 'str', 'list', 'tuple') || !failure.errors.has('TypeError')) return
  for (const other of ['+', '*']) if (other + suffix !== operator.text) yield swapping(operator, other + suffix, 0.6)
}

/** `a - b` becomes `b - a`; sums and products of numbers do not care. */
export const operandOrder: Family = function* (node, { typesOf }) {
  if (node.kind !== 'binary_operator') return
  const [left, right] = [child(node, 'left')!, child(node, 'right')!]
  const operator = operatorOf(node)!.text
  const numeric = isSurely(typesOf(left), 'int', 'float') && isSurely(typesOf(right), 'int', 'float')
  if (!(commutative.has(operator) && numeric) && left.text !== right.text) yield exchanging(left, right, 0.6)
}

/** `a + b` becomes `a`, or `b`. */
export const operandDropped: Family = function* (node) {
  if (node.kind !== 'binary_operator') return
  for (const side of ['left', 'right']) yield replacing(node, phraseOf(child(node, side)!), 0.35)
}

/** The same operators, grouped the other way: `a * b % c` becomes `a * (b % c)`, and `a + b / c` becomes `(a + b) / c`. */
export const grouping: Family = function* (node) {
  if (node.kind !== 'binary_operator') return
  const [left, right] = [child(node, 'left')!, child(node, 'right')!]
  const operator = operatorOf(node)!.text
  const innerLeft = unwrapped(left)
  const innerRight = unwrapped(right)
  if (innerLeft.kind === 'binary_operator') {
    const inner = operatorOf(innerLeft)!.text
    const [a, b] = [child(innerLeft, 'left')!, child(innerLeft, 'right')!]
    if (!(inner === operator && commutative.has(operator))) yield grouped(node, [a, b, right], [inner, operator])
  }
  if (innerRight.kind === 'binary_operator') {
    const inner = operatorOf(innerRight)!.text
    const [b, c] = [child(innerRight, 'left')!, child(innerRight, 'right')!]
    if (!(inner === operator && commutative.has(operator))) yield regroupedLeft(node, [left, b, c], [operator, inner])
  }
}

type Three = readonly [SyntaxNode, SyntaxNode, SyntaxNode]
type Two = readonly [string, string]

/** `a ∘ (b • c)` */
const grouped = (node: SyntaxNode, [a, b, c]: Three, [first, second]: Two): Mutation => {
  const inner =
    fitted(phraseOf(b), operatorLevel(second)) + ` ${second} ` + fitted(phraseOf(c), operatorLevel(second) + 1)
  const right = fitted({ text: inner, level: operatorLevel(second) }, operatorLevel(first) + 1)
  const text = `${fitted(phraseOf(a), operatorLevel(first))} ${first} ${right}`
  return replacing(node, { text, level: operatorLevel(first) }, 0.4)
}

/** `(a ∘ b) • c` */
const regroupedLeft = (node: SyntaxNode, [a, b, c]: Three, [first, second]: Two): Mutation => {
  const inner = fitted(phraseOf(a), operatorLevel(first)) + ` ${first} ` + fitted(phraseOf(b), operatorLevel(first) + 1)
  const left = fitted({ text: inner, level: operatorLevel(first) }, operatorLevel(second))
  const text = `${left} ${second} ${fitted(phraseOf(c), operatorLevel(second) + 1)}`
  return replacing(node, { text, level: operatorLevel(second) }, 0.4)
}

/** `-x` becomes `x`, and where it may be a number `x` becomes `-x`. */
export const sign: Family = function* (node, { typesOf }) {
  if (node.kind === 'unary_operator') yield replacing(node, phraseOf(child(node, 'argument')!), 0.4)
  else if (
    /^(identifier|call|subscript|integer)$/.test(node.kind) &&
    isExpression(node) &&
    node.field !== 'function' &&
    mayBeNumber(typesOf(node)) &&
    node.parent?.kind !== 'unary_operator'
  ) {
    const inArithmetic = node.parent?.kind === 'binary_operator' ? 0.03 : 0.12
    yield replacing(node, { text: `-${fitted(phraseOf(node), level.unary)}`, level: level.unary }, inArithmetic)
  }
}

/** A key that sorts the other way round: `lambda x: k` becomes `lambda x: -k`. */
export const keySign: Family = function* (node) {
  const body = node.kind === 'lambda' ? child(node, 'body') : undefined
  if (body === undefined || levelOf(body) === level.tuple) return
  yield replacing(body, { text: `-${fitted(phraseOf(body), level.unary)}`, level: level.unary }, 0.15)
}

/** A number grows by itself or is squared: `x` becomes `x * x`, `x * 2`, `x // 2`. */
export const scaling: Family = function* (node, { typesOf }) {
  if (!/^(identifier|subscript|attribute|call)$/.test(node.kind) || !isExpression(node)) return
  if (node.field === 'function' || !mayBeNumber(typesOf(node))) return
  const certain = typesOf(node) === undefined ? 0.4 : 1
  yield replacing(node, { text: `${node.text} ** 2`, level: level.power }, 0.12 * certain)
  yield replacing(node, { text: `${node.text} * 2`, level: level.product }, 0.1 * certain)
  yield replacing(node, { text: `${node.text} // 2`, level: level.product }, 0.1 * certain)
}
