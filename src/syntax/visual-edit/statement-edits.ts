import { indentationAt, indentationUnit, reindent } from '../edit.ts'
import { level, levelOf } from '../expression.ts'
import { isStatement, statementsIn } from '../statement.ts'
import type { SyntaxNode } from '../syntax-node.ts'
import { child, childrenIn, enclosing, parts, walk } from '../syntax-node.ts'
import { calledName } from './call.ts'
import { conditionsAt } from './condition-texts.ts'
import type { EditFamily, VisualEdit } from './visual-edit.ts'
import { rewrittenRun, short } from './visual-edit.ts'

const isPlainIf = (node: SyntaxNode | undefined): node is SyntaxNode =>
  node?.kind === 'if_statement' && child(node, 'alternative') === undefined

const endsFlow = (node: SyntaxNode | undefined): boolean =>
  node !== undefined && /^(return|raise|continue|break)_statement$/.test(node.kind)

/** The statement behind this one in its block. */
const nextOf = (node: SyntaxNode): SyntaxNode | undefined => {
  const siblings = node.parent === undefined ? [] : statementsIn(node.parent)
  return siblings[siblings.indexOf(node) + 1]
}

/** An `if` that is left out: its body runs always; or, where it is a guard that leaves, never. */
export const guardDroppedEdits: EditFamily = function* (node, { tree }): Iterable<VisualEdit> {
  if (!isPlainIf(node)) return
  const body = statementsIn(child(node, 'consequence')!)
  const [first, last] = [body[0], body.at(-1)]
  if (first === undefined || last === undefined) return
  const condition = short(child(node, 'condition')!.text)
  const next = nextOf(node)
  if (endsFlow(last) && next !== undefined) {
    const note = `the guard \`if ${condition}\` left out`
    yield rewrittenRun('guard-dropped', tree, { first: node, last: next, text: next.text, note, weight: 0.7 })
    return
  }
  const [inner, outer] = [indentationAt(tree.source, first.from), indentationAt(tree.source, node.from)]
  const text = reindent(tree.source.slice(first.from, last.to), inner, outer)
  const note = `\`if ${condition}\` left out: what it guards runs always`
  yield rewrittenRun('filter-dropped', tree, { first: node, last: node, text, note, weight: 0.7 })
}

/** What a statement does, done only where a condition holds. */
export const statementFilterEdits: EditFamily = function* (node, site) {
  if (!isStatement(node) || !isDecision(node)) return
  for (const { text, weight } of conditionsAt(node, site))
    yield guarded(node, { condition: text, weight: 0.6 * weight }, site)
}

/** `n += 1`, `found.append(x)`, an early answer: what a test decides about. */
const isDecision = (node: SyntaxNode): boolean => {
  if (/^(augmented_assignment|call)$/.test(node.children[0]?.kind ?? '')) return true
  const isEarly = enclosing(node, 'for_statement', 'while_statement') !== undefined || nextOf(node) !== undefined
  if (/^(return|break|continue)_statement$/.test(node.kind)) return isEarly
  const value = node.children[0]?.kind === 'assignment' ? child(node.children[0], 'right') : undefined
  return isEarly && /^(true|false|string)$/.test(value?.kind ?? '')
}

const guarded = (
  statement: SyntaxNode,
  { condition, weight }: { readonly condition: string; readonly weight: number },
  { tree }: Parameters<EditFamily>[1],
): VisualEdit => {
  const outer = indentationAt(tree.source, statement.from)
  const inner = outer + indentationUnit(tree.source)
  const text = `if ${condition}:\n${inner}${reindent(statement.text, outer, inner)}`
  const note = `\`${short(statement.text)}\` now only if \`${condition}\``
  return rewrittenRun('filter-added', tree, { first: statement, last: statement, text, note, weight })
}

/** An empty list is answered before something is taken out of it. */
export const guardAddedEdits: EditFamily = function* (node, { tree, roleOf }) {
  if (!isStatement(node) || node.kind === 'function_definition' || node.kind === 'if_statement') return
  const lists = new Set<string>()
  for (const inner of walk(node)) {
    const name = calledName(inner)
    const value =
      inner.kind === 'subscript' ? child(inner, 'value') : name === 'min' || name === 'max' ? listOf(inner) : undefined
    if (value?.kind === 'identifier' && roleOf(value).endsWith('[]')) lists.add(value.text)
  }
  const indentation = indentationAt(tree.source, node.from)
  const unit = indentationUnit(tree.source)
  for (const list of lists) {
    const text = `if len(${list}) == 0:\n${indentation}${unit}return 'no'\n${indentation}${node.text}`
    const note = `answers no where \`${list}\` is empty`
    yield rewrittenRun('guard-added', tree, { first: node, last: node, text, note, weight: 0.3 })
  }
}

const listOf = (call: SyntaxNode): SyntaxNode | undefined =>
  child(call, 'arguments')?.children.find(({ named }) => named)

/** A `return` that stands behind a loop moved into it, or out of it. */
export const returnMovedEdits: EditFamily = function* (node, { tree }) {
  if (node.kind !== 'for_statement') return
  const body = child(node, 'body')!
  const [outer, inner] = [indentationAt(tree.source, node.from), indentationAt(tree.source, body.from)]
  const [last, next] = [statementsIn(body).at(-1)!, nextOf(node)]
  if (next?.kind === 'return_statement' && !endsFlow(last)) {
    const text = `${node.text}\n${inner}${next.text}`
    const note = `\`${short(next.text)}\` moved into the loop`
    yield rewrittenRun('return-moved', tree, { first: node, last: next, text, note, weight: 0.3 })
  }
  if (last.kind !== 'return_statement' || statementsIn(body).length < 2 || next !== undefined) return
  const text = `${tree.source.slice(node.from, last.from).trimEnd()}\n${outer}${last.text}`
  const note = `\`${short(last.text)}\` moved behind the loop`
  yield rewrittenRun('return-moved', tree, { first: node, last: node, text, note, weight: 0.5 })
}

/** `any` written as a loop becomes `all`, and back: the test and both answers turn round. */
export const loopQuantifierEdits: EditFamily = function* (node, { tree }) {
  if (node.kind !== 'for_statement') return
  const next = nextOf(node)
  const test = statementsIn(child(node, 'body')!).at(-1)
  if (next?.kind !== 'return_statement' || !isPlainIf(test)) return
  const answer = statementsIn(child(test, 'consequence')!)
  if (answer.length !== 1 || answer[0]!.kind !== 'return_statement') return
  const condition = child(test, 'condition')!
  const negated = opposite(condition)
  const at = (from: number, to: number): string => tree.source.slice(from, to)
  const text =
    at(node.from, condition.from) +
    negated +
    at(condition.to, answer[0]!.from) +
    next.text +
    at(answer[0]!.to, next.from) +
    answer[0]!.text
  const note = `what was asked of any turn of the loop is asked of all, or the other way round`
  yield rewrittenRun('quantifier', tree, { first: node, last: next, text, note, weight: 0.6 })
}

const opposites: Readonly<Record<string, string>> = {
  '>': '<=',
  '<=': '>',
  '<': '>=',
  '>=': '<',
  '==': '!=',
  '!=': '==',
  in: 'not in',
  'not in': 'in',
}

const opposite = (condition: SyntaxNode): string => {
  if (condition.kind === 'not_operator') return parts(condition)[0]!.text
  const operators = condition.kind === 'comparison_operator' ? childrenIn(condition, 'operators') : []
  const [operator] = operators
  const other = operators.length === 1 ? opposites[operator!.text] : undefined
  if (other !== undefined) {
    const { text, from } = condition
    return text.slice(0, operator!.from - from) + other + text.slice(operator!.to - from)
  }
  return levelOf(condition) < level.not ? `not (${condition.text})` : `not ${condition.text}`
}
