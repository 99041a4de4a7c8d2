import { operatorOf, unwrapped } from '../../syntax/expression.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { child, childrenIn, parts } from '../../syntax/syntax-node.ts'

/**
 * A value as far as it is needed to tell outcomes of conditions: numbers, strings, singletons, and containers known by
 * their length alone. `unknown` for everything else.
 */
export type Value =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'bool'; readonly truth: boolean }
  | { readonly kind: 'none' }
  | { readonly kind: 'container'; readonly length: number }
  | { readonly kind: 'unknown' }

export const unknown: Value = { kind: 'unknown' }
const number = (value: number): Value => (Number.isSafeInteger(value) ? { kind: 'number', number: value } : unknown)
const bool = (truth: boolean): Value => ({ kind: 'bool', truth })

/** What an expression would give where `known` says the values of its parts; `unknown` wherever that is not sure. */
export const evaluate = (node: SyntaxNode, known: (part: SyntaxNode) => Value): Value => {
  const at = unwrapped(node)
  const seen = known(at)
  if (seen.kind !== 'unknown') return seen
  switch (at.kind) {
    case 'integer':
      return number(Number(at.text))
    case 'true':
      return bool(true)
    case 'false':
      return bool(false)
    case 'none':
      return { kind: 'none' }
    case 'string':
      return plainString(at.text)
    case 'list':
    case 'tuple':
      return parts(at).some(({ kind }) => kind === 'list_splat')
        ? unknown
        : { kind: 'container', length: parts(at).length }
    case 'not_operator': {
      const inner = truthOf(evaluate(child(at, 'argument')!, known))
      return inner === undefined ? unknown : bool(!inner)
    }
    case 'boolean_operator':
      return either(at, known)
    case 'comparison_operator':
      return comparison(at, known)
    case 'unary_operator': {
      const value = asNumber(evaluate(child(at, 'argument')!, known))
      return value === undefined || operatorOf(at)!.text !== '-' ? unknown : number(-value)
    }
    case 'binary_operator':
      return arithmetic(at, known)
    case 'call':
      return length(at, known)
    default:
      return unknown
  }
}

/** Whether the value counts as true; `undefined` where that is not known. */
export const truthOf = (value: Value): boolean | undefined => {
  switch (value.kind) {
    case 'number':
      return value.number !== 0
    case 'string':
      return value.text !== ''
    case 'bool':
      return value.truth
    case 'none':
      return false
    case 'container':
      return value.length > 0
    case 'unknown':
      return undefined
  }
}

const plainString = (text: string): Value =>
  /^'[^'\\{]*'$|^"[^"\\{]*"$/.test(text) ? { kind: 'string', text: text.slice(1, -1) } : unknown

const asNumber = (value: Value): number | undefined =>
  value.kind === 'number' ? value.number : value.kind === 'bool' ? Number(value.truth) : undefined

const either = (node: SyntaxNode, known: (part: SyntaxNode) => Value): Value => {
  const left = evaluate(child(node, 'left')!, known)
  const truth = truthOf(left)
  if (truth === undefined) return unknown
  return truth === (operatorOf(node)!.text === 'or') ? left : evaluate(child(node, 'right')!, known)
}

const arithmetic = (node: SyntaxNode, known: (part: SyntaxNode) => Value): Value => {
  const [a, b] = [child(node, 'left')!, child(node, 'right')!].map((side) => asNumber(evaluate(side, known)))
  if (a === undefined || b === undefined) return unknown
  switch (operatorOf(node)!.text) {
    case '+':
      return number(a + b)
    case '-':
      return number(a - b)
    case '*':
      return number(a * b)
    case '//':
      return b === 0 ? unknown : number(Math.floor(a / b))
    case '%':
      return b === 0 ? unknown : number(a - b * Math.floor(a / b))
    default:
      return unknown
  }
}

const comparison = (node: SyntaxNode, known: (part: SyntaxNode) => Value): Value => {
  const operators = childrenIn(node, 'operators').map(({ text }) => text)
  const values = parts(node).map((operand) => evaluate(operand, known))
  for (const [index, operator] of operators.entries()) {
    const truth = compare(values[index]!, operator, values[index + 1]!)
    if (truth === undefined) return unknown
    if (!truth) return bool(false)
  }
  return bool(true)
}

const compare = (a: Value, operator: string, b: Value): boolean | undefined => {
  if (operator === 'is' || operator === 'is not') {
    const same = a.kind === 'none' && b.kind === 'none'
    const decided = (a.kind === 'none' || b.kind === 'none') && a.kind !== 'unknown' && b.kind !== 'unknown'
    return decided ? same === (operator === 'is') : undefined
  }
  if (a.kind === 'string' && b.kind === 'string') {
    return operator === '==' ? a.text === b.text : operator === '!=' ? a.text !== b.text : undefined
  }
  const [x, y] = [asNumber(a), asNumber(b)]
  if (x === undefined || y === undefined) return undefined
  const outcomes: Readonly<Record<string, boolean>> = {
    '<': x < y,
    '<=': x <= y,
    '>': x > y,
    '>=': x >= y,
    '==': x === y,
    '!=': x !== y,
  }
  return outcomes[operator]
}

const length = (call: SyntaxNode, known: (part: SyntaxNode) => Value): Value => {
  const [argument, ...more] = parts(child(call, 'arguments')!)
  if (child(call, 'function')!.text !== 'len' || argument === undefined || more.length > 0) return unknown
  const value = evaluate(argument, known)
  if (value.kind === 'container') return number(value.length)
  return value.kind === 'string' ? number([...value.text].length) : unknown
}
