import { edited, replaceNode } from '../../syntax/edit.ts'
import { operatorOf } from '../../syntax/expression.ts'
import { child, parts } from '../../syntax/syntax-node.ts'
import type { Family } from './mutation.ts'
import { became, line, phrase, replacing, short } from './mutation.ts'
import { mayBe, mayBeNumber } from './static-type.ts'

/** `x += e` becomes `x = e`, and `x = e` becomes `x += e`, `x -= e`. */
export const augmentation: Family = function* (node, { typesOf }) {
  if (node.kind === 'augmented_assignment') {
    const operator = operatorOf(node)!
    yield { edits: [replaceNode(operator, '=')], at: node, prior: 0.35, note: became(operator, '=') }
  }
  if (node.kind !== 'assignment' || child(node, 'type') !== undefined) return
  const [left, right] = [child(node, 'left')!, child(node, 'right')]
  const sign = node.children.find(({ kind }) => kind === '=')
  if (right === undefined || sign === undefined || !/^(identifier|subscript|attribute)$/.test(left.kind)) return
  const types = typesOf(right)
  const operators = [
    ['+=', 0.25],
    ['-=', 0.12],
    ['*=', 0.1],
  ] as const
  for (const [operator, prior] of operators) {
    const possible = mayBeNumber(types) || (operator === '+=' && mayBe(types, 'list', 'str', 'tuple'))
    if (possible) yield { edits: [replaceNode(sign, operator)], at: node, prior, note: became(sign, operator) }
  }
}

/** What a method changes in place becomes an assignment, and the other way round: `a.update(b)` becomes `a = b`. */
export const inPlace: Family = function* (node, { typesOf }) {
  const expression = node.kind === 'expression_statement' ? parts(node)[0] : undefined
  if (expression?.kind === 'call') {
    const called = child(expression, 'function')!
    const given = parts(child(expression, 'arguments')!)
    if (called.kind === 'attribute') {
      const object = child(called, 'object')!.text
      const method = child(called, 'attribute')!.text
      if (given.length === 1 && /^(update|extend|append|add)$/.test(method)) {
        yield replacing(expression, phrase(`${object} = ${given[0]!.text}`), 0.3)
        yield replacing(expression, phrase(`${object} += ${given[0]!.text}`), 0.1)
      }
      if (!/^(append|add|extend|update|sort|insert|remove|pop|popleft|clear|reverse|discard)$/.test(method)) {
        yield replacing(expression, phrase(`${object} = ${expression.text}`), 0.3)
      }
      if (method === 'sort' || method === 'reverse') yield replacing(expression, phrase('pass'), 0.1)
    } else if (/^(sorted|reversed|set|list)$/.test(called.text) && given[0] !== undefined) {
      yield replacing(expression, phrase(`${given[0].text} = ${expression.text}`), 0.4)
    }
  }
  if (expression?.kind !== 'assignment') return
  const [left, right] = [child(expression, 'left')!, child(expression, 'right')]
  if (right === undefined || child(expression, 'type') !== undefined) return
  if (right.kind === 'call' && /\.(sort|reverse|append|extend|add|update)$/.test(child(right, 'function')!.text)) {
    yield {
      edits: [edited(left.from, right.from, '')],
      at: node,
      prior: 0.5,
      note: `${line(node)}: \`${short(left.text)} =\` removed`,
    }
  }
  if (mayBe(typesOf(left), 'list')) yield replacing(expression, phrase(`${left.text}.append(${right.text})`), 0.08)
  if (mayBe(typesOf(left), 'set', 'dict'))
    yield replacing(expression, phrase(`${left.text}.update(${right.text})`), 0.06)
}

/** `d[k]` that may be missing becomes `d.get(k, 0)`, and back. */
export const lookup: Family = function* (node, { typesOf, failure }) {
  if (
    node.kind === 'subscript' &&
    node.field !== 'left' &&
    mayBe(typesOf(child(node, 'value')!), 'dict', 'defaultdict')
  ) {
    const [value, key] = [child(node, 'value')!, child(node, 'subscript')!]
    if (key.kind === 'slice' || node.parent?.kind === 'augmented_assignment') return
    const likely = failure.errors.has('KeyError') ? 0.5 : 0.1
    for (const fallback of ['0', '[]', "''", 'None'])
      yield replacing(
        node,
        phrase(`${value.text}.get(${key.text}, ${fallback})`),
        likely * (fallback === '0' ? 1 : 0.5),
      )
  }
  if (node.kind !== 'call') return
  const called = child(node, 'function')!
  const key = parts(child(node, 'arguments')!)[0]
  if (called.kind === 'attribute' && child(called, 'attribute')!.text === 'get' && key !== undefined) {
    yield replacing(node, phrase(`${child(called, 'object')!.text}[${key.text}]`), 0.15)
  }
}
