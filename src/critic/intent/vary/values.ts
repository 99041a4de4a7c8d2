import type { SyntaxNode } from '../../../syntax/syntax-node.ts'
import { child, parts } from '../../../syntax/syntax-node.ts'
import { compileComparison, compileOne } from '../machine/expression.ts'
import type { Run } from '../machine/machine.ts'
import { arithmetic } from '../machine/operators.ts'
import type { Value } from '../machine/value.ts'
import { PyError, PySet, iterate } from '../machine/value.ts'
import type { Vary } from './variation.ts'

const value =
  (constant: Value): Run =>
  () =>
    constant

const comparisons = ['==', '>=', '<=', '>', '<', '!=']

export const comparisonVariations: Vary = function* (node, machine) {
  if (node.kind !== 'comparison_operator' || parts(node).length !== 2) return
  const now = node.children.find(({ field }) => field === 'operators')!.text
  const others = comparisons.includes(now)
    ? comparisons.filter((each) => each !== now)
    : now === 'in'
      ? ['not in']
      : now === 'not in'
        ? ['in']
        : []
  for (const each of others)
    yield {
      node,
      run: compileComparison(node, machine, [each]),
      note: `\`${each}\` instead of \`${now}\``,
      usual: each === '!=' ? 0.8 : 1,
    }
}

export const numberVariations: Vary = function* (node, _machine, { numbers }) {
  const negative = node.kind === 'unary_operator' && node.text.startsWith('-') && parts(node)[0]?.kind === 'integer'
  if (!negative && (node.kind !== 'integer' || node.parent?.kind === 'unary_operator')) return
  const now = Number(node.text.replaceAll(' ', ''))
  if (!Number.isInteger(now)) return
  const index = node.parent?.kind === 'subscript' && node.field === 'subscript'
  const near = index ? [0, -1, 1, -2, 2] : [now - 1, now + 1, ...numbers, 0, 1, 2, 3, 4]
  for (const each of new Set(near))
    if (each !== now && (index || each >= 0))
      yield { node, run: value(each), note: `\`${each}\` instead of \`${now}\``, usual: 1 }
}

export const attributeVariations: Vary = function* (node, machine) {
  if (node.kind !== 'attribute' || (node.parent?.kind === 'call' && node.field === 'function')) return
  const now = child(node, 'attribute')!.text
  const along = ['left', 'right', 'horizontal_center', 'width']
  const up = ['lower', 'upper', 'vertical_center', 'height']
  if (!along.includes(now) && !up.includes(now)) return
  const object = compileOne(child(node, 'object')!, machine)
  const opposite = (along.includes(now) ? up : along)[(along.includes(now) ? along : up).indexOf(now)]!
  for (const each of [...(along.includes(now) ? along : up), opposite]) {
    if (each === now) continue
    yield {
      node,
      run: (frame) => attributeAt(object(frame), each),
      note: `\`.${each}\` instead of \`.${now}\``,
      usual: /width|height/.test(each) ? 0.8 : 1,
    }
  }
}

const attributeAt = (patch: Value, name: string): Value => {
  if (patch === null || typeof patch !== 'object' || !('box' in patch)) throw new PyError('AttributeError', name)
  const { left, right, lower, upper } = patch.box
  const all: Readonly<Record<string, number>> = {
    left,
    right,
    lower,
    upper,
    width: right - left,
    height: upper - lower,
    horizontal_center: (left + right) / 2,
    vertical_center: (lower + upper) / 2,
  }
  return all[name]!
}

/** `a - b` the other way round. */
export const arithmeticVariations: Vary = function* (node, machine) {
  if (node.kind !== 'binary_operator') return
  const operator = child(node, 'operator')!.text
  if (operator !== '-' && operator !== '+') return
  const [left, right] = ['left', 'right'].map((field) => compileOne(child(node, field)!, machine))
  const other = operator === '-' ? '+' : '-'
  if (operator === '-')
    yield {
      node,
      run: (frame) => arithmetic('-', right!(frame), left!(frame)),
      note: 'the difference the other way round',
      usual: 0.9,
    }
  yield {
    node,
    run: (frame) => arithmetic(other, left!(frame), right!(frame)),
    note: `\`${other}\` instead of \`${operator}\``,
    usual: 0.7,
  }
}

/** `len(values)` of different values only, or of all. */
export const distinctVariations: Vary = function* (node, machine) {
  const called = node.kind === 'call' ? child(node, 'function')!.text : ''
  const list = node.kind === 'call' ? child(node, 'arguments') : undefined
  const given = list === undefined || list.kind !== 'argument_list' ? undefined : parts(list)[0]
  if (given === undefined || (called !== 'set' && called !== 'len')) return
  const inner = compileOne(given, machine)
  if (called === 'set')
    yield {
      node,
      run: (frame) => [...iterate(inner(frame))],
      note: 'all of them, not only the different ones',
      usual: 0.8,
    }
  else if (!isSet(given))
    yield {
      node,
      run: (frame) => new PySet(iterate(inner(frame))).entries.size,
      note: 'only the different ones',
      usual: 0.7,
    }
}

const isSet = (node: SyntaxNode): boolean =>
  node.kind === 'set_comprehension' || (node.kind === 'call' && child(node, 'function')!.text === 'set')
