import { operatorOf, unwrapped } from '../../syntax/expression.ts'
import { ancestors, child, childrenIn, parts, walk } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { Finding, Rule } from './finding.ts'
import { constantCondition } from './flow.ts'

/** Comparisons whose outcome the text alone tells. */
export const settledComparisons: Rule = function* ({ tree }) {
  for (const node of walk(tree.root)) {
    if (node.kind === 'comparison_operator' && childrenIn(node, 'operators').length === 1) yield* settled(node)
    if (node.kind === 'boolean_operator') yield* contradiction(node)
  }
}

const literals = new Set(['integer', 'float', 'string', 'list', 'tuple', 'dictionary', 'set'])
const isPlain = (node: SyntaxNode): boolean =>
  ![...walk(node)].some(({ kind }) => kind === 'call' || kind === 'await' || kind === 'yield')

function* settled(node: SyntaxNode): Generator<Finding> {
  const operator = childrenIn(node, 'operators')[0]!.text
  const [left, right] = parts(node).map(unwrapped)
  if (left === undefined || right === undefined) return
  if (/^is( not)?$/.test(operator) && (literals.has(left.kind) || literals.has(right.kind))) {
    yield {
      at: node,
      weight: 0.5,
      reason: `\`${operator}\` compares identity: with a literal it depends on the interpreter`,
    }
  }
  if (left.text === right.text && isPlain(left) && left.kind !== 'string') {
    yield { at: node, weight: 0.8, reason: `\`${left.text}\` is compared with itself` }
  }
  const outcome = lengthOutcome(left, operator, right)
  if (outcome !== undefined)
    yield { at: node, weight: 0.8, reason: `a length is never negative: this is always ${outcome}` }
  if (literals.has(left.kind) && literals.has(right.kind))
    yield { at: node, weight: 0.6, reason: 'two literals are compared: this never changes' }
}

const lengthOutcome = (left: SyntaxNode, operator: string, right: SyntaxNode): 'true' | 'false' | undefined => {
  if (left.kind !== 'call' || child(left, 'function')?.text !== 'len') return undefined
  const value = Number(right.text)
  if (Number.isNaN(value) || right.kind === 'string') return undefined
  if (operator === '<' && value <= 0) return 'false'
  if (operator === '>=' && value <= 0) return 'true'
  return (operator === '==' || operator === '<=') && value < 0 ? 'false' : undefined
}

interface Bound {
  readonly subject: string
  readonly operator: string
  readonly value: number
}

const boundOf = (node: SyntaxNode): Bound | undefined => {
  const at = unwrapped(node)
  if (at.kind !== 'comparison_operator' || childrenIn(at, 'operators').length !== 1) return undefined
  const [left, right] = parts(at)
  const value = Number(right?.text)
  const numeric = right?.kind === 'integer' || right?.kind === 'float' || right?.kind === 'unary_operator'
  return numeric && !Number.isNaN(value)
    ? { subject: left!.text, operator: childrenIn(at, 'operators')[0]!.text, value }
    : undefined
}

const holds = ({ operator, value }: Bound, x: number): boolean =>
  ({ '<': x < value, '<=': x <= value, '>': x > value, '>=': x >= value, '==': x === value, '!=': x !== value })[
    operator
  ] ?? true

/** `x < 3 and x > 5` never holds, `x > 3 or x < 5` always does; a string behind `or` is true by itself. */
function* contradiction(node: SyntaxNode): Generator<Finding> {
  const operator = operatorOf(node)!.text
  const [left, right] = [child(node, 'left')!, child(node, 'right')!]
  const [a, b] = [boundOf(left), boundOf(right)]
  if (a !== undefined && b !== undefined && a.subject === b.subject && isPlain(left)) {
    const samples = [a.value, b.value].flatMap((value) => [value - 1, value - 0.5, value, value + 0.5, value + 1])
    const outcomes = samples.map((x) => (operator === 'and' ? holds(a, x) && holds(b, x) : holds(a, x) || holds(b, x)))
    if (outcomes.every((outcome) => !outcome))
      yield { at: node, weight: 0.85, reason: `no \`${a.subject}\` can meet both: this is always false` }
    if (outcomes.every(Boolean))
      yield { at: node, weight: 0.85, reason: `every \`${a.subject}\` meets one of these: this is always true` }
  }
  if (left.kind === 'comparison_operator' && unwrapped(right).kind === 'string' && isTested(node)) {
    yield { at: right, weight: 0.85, reason: `\`${right.text}\` is not compared with anything: it is true by itself` }
  }
}

/** The value decides something; elsewhere `a or "default"` is a habit. */
const isTested = (node: SyntaxNode): boolean => {
  const holder = [...ancestors(node)].find(
    ({ kind }) => !/^(boolean_operator|parenthesized_expression|not_operator)$/.test(kind),
  )
  return /^(if_statement|elif_clause|while_statement|conditional_expression|if_clause|assert_statement)$/.test(
    holder?.kind ?? '',
  )
}

/** Conditions that never change, and branches that repeat the condition of an earlier one. */
export const constantConditions: Rule = function* ({ tree }) {
  for (const node of walk(tree.root)) {
    const heads = node.kind === 'if_statement' ? [node, ...childrenIn(node, 'alternative')] : []
    const conditions = heads.flatMap((head) => child(head, 'condition') ?? [])
    for (const [index, each] of conditions.entries()) {
      const constant = constantCondition(each)
      if (constant !== undefined) yield { at: each, weight: 0.4, reason: `this condition is always ${constant}` }
      if (conditions.slice(0, index).some(({ text }) => text === each.text) && isPlain(each)) {
        yield { at: each, weight: 0.7, reason: 'an earlier branch has the same condition: this one is never taken' }
      }
    }
    if (node.kind === 'while_statement' && constantCondition(child(node, 'condition')!) === false) {
      yield { at: child(node, 'condition')!, weight: 0.6, reason: 'this loop never runs' }
    }
    if (node.kind === 'assert_statement' && parts(node)[0]?.kind === 'tuple') {
      yield { at: node, weight: 0.7, reason: 'a tuple is always true: this asserts nothing' }
    }
  }
}
