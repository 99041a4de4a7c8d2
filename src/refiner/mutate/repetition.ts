import { level, operatorLevel } from '../../syntax/expression.ts'
import { parts } from '../../syntax/syntax-node.ts'
import type { Family } from './mutation.ts'
import { replacing } from './mutation.ts'
import { isSurely } from './static-type.ts'

/** A list or tuple of one element, or a short text, as often as a variable says: `[0]` becomes `[0] * n`. */
export const repetition: Family = function* (node, { failure, variablesAt }) {
  const isUnit = (node.kind === 'list' || node.kind === 'tuple') && parts(node).length === 1
  if (!isUnit || node.parent?.kind === 'binary_operator') return
  const prior = failure.errors.has('IndexError') ? 0.4 : 0.15
  for (const { text, types } of variablesAt(node)) {
    const counts = isSurely(types, 'int')
      ? [text, `(${text} + 1)`]
      : isSurely(types, 'list', 'str', 'tuple')
        ? [`len(${text})`]
        : []
    for (const count of counts)
      yield replacing(node, { text: `${node.text} * ${count}`, level: operatorLevel('*') ?? level.atom }, prior)
  }
}
