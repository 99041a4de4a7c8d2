import type { SyntaxNode } from '../syntax-node.ts'
import { child, enclosing } from '../syntax-node.ts'
import { argumentsOf, calledName } from './call.ts'
import type { EditFamily, VisualEditKind } from './visual-edit.ts'
import { rewritten, withPart } from './visual-edit.ts'

type Change = readonly [attribute: string, kind: VisualEditKind, weight: number]

/** Coordinates that are taken for one another: along the axis, and across. y grows upwards. */
const coordinateChanges: Readonly<Record<string, readonly Change[]>> = {
  left: [
    ['right', 'direction', 1],
    ['lower', 'axis', 0.7],
    ['horizontal_center', 'direction', 0.3],
  ],
  right: [
    ['left', 'direction', 1],
    ['upper', 'axis', 0.7],
    ['horizontal_center', 'direction', 0.3],
  ],
  lower: [
    ['upper', 'direction', 1],
    ['left', 'axis', 0.7],
    ['vertical_center', 'direction', 0.3],
  ],
  upper: [
    ['lower', 'direction', 1],
    ['right', 'axis', 0.7],
    ['vertical_center', 'direction', 0.3],
  ],
  horizontal_center: [
    ['vertical_center', 'axis', 1],
    ['left', 'direction', 0.3],
    ['right', 'direction', 0.3],
  ],
  vertical_center: [
    ['horizontal_center', 'axis', 1],
    ['lower', 'direction', 0.3],
    ['upper', 'direction', 0.3],
  ],
  width: [['height', 'axis', 1]],
  height: [['width', 'axis', 1]],
}

/** Another coordinate of a patch. */
export const coordinateEdits: EditFamily = function* (node) {
  const name = node.kind === 'attribute' ? child(node, 'attribute') : undefined
  const isMethod = node.parent?.kind === 'call' && node.field === 'function'
  if (name === undefined || isMethod) return
  for (const [text, kind, weight] of coordinateChanges[name.text] ?? [])
    yield withPart(kind, node, { part: name, text, weight })
}

/** The least for the greatest. */
export const extremeEdits: EditFamily = function* (node) {
  const callee = node.kind === 'call' ? child(node, 'function') : undefined
  if (callee?.text === 'min') yield withPart('extreme', node, { part: callee, text: 'max', weight: 1 })
  if (callee?.text === 'max') yield withPart('extreme', node, { part: callee, text: 'min', weight: 1 })
}

/** A list in the other order. */
export const orderEdits: EditFamily = function* (node) {
  const name = calledName(node)
  const list = child(node, 'arguments')
  if (name === undefined || list === undefined) return
  if (name === 'reversed') {
    const [inner] = argumentsOf(node)
    if (inner !== undefined) yield rewritten('order', node, { text: `list(${inner.text})`, weight: 0.5 })
  }
  if (name !== 'sorted' && name !== 'sort') return
  const given = argumentsOf(node)
  const reverse = given.find((each) => child(each, 'name')?.text === 'reverse')
  const others = given.filter((each) => each !== reverse).map(({ text }) => text)
  const isReversed = reverse !== undefined && child(reverse, 'value')?.text === 'True'
  const text = `(${[...others, ...(isReversed ? [] : ['reverse=True'])].join(', ')})`
  yield withPart('order', node, { part: list, text, weight: 0.9 })
}

const other: Readonly<Record<string, string>> = { left: 'right', right: 'left' }

/** The other image of two. */
export const imageSideEdits: EditFamily = function* (node, { roleOf }) {
  const key = node.kind === 'subscript' ? child(node, 'subscript') : undefined
  if (key?.kind !== 'string' || roleOf(child(node, 'value')!) !== 'images by side') return
  const side = other[key.text.slice(1, -1)]
  const quote = key.text[0]!
  if (side !== undefined) yield withPart('image-side', node, { part: key, text: `${quote}${side}${quote}`, weight: 1 })
}

/** Two terms of a subtraction change places, or a sum becomes a difference. */
export const arithmeticEdits: EditFamily = function* (node, { roleOf }) {
  if (node.kind !== 'binary_operator' || roleOf(node) !== 'number') return
  const operator = child(node, 'operator')
  const [left, right] = [child(node, 'left'), child(node, 'right')]
  if (operator === undefined || left === undefined || right === undefined) return
  if (operator.text === '+') yield withPart('arithmetic', node, { part: operator, text: '-', weight: 0.5 })
  if (operator.text !== '-') return
  yield withPart('arithmetic', node, { part: operator, text: '+', weight: 0.5 })
  const isMagnitude = enclosedByAbs(node)
  if (!isMagnitude && left.kind !== 'binary_operator' && right.kind !== 'binary_operator')
    yield rewritten('arithmetic', node, { text: `(${right.text} - ${left.text})`, weight: 0.4 })
}

const enclosedByAbs = (node: SyntaxNode): boolean => {
  const call = enclosing(node, 'call')
  return call !== undefined && calledName(call) === 'abs'
}
