import { isExpression, level } from '../../syntax/expression.ts'
import { child, childrenIn, parts } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { Family } from './mutation.ts'
import { exchanging, fitted, phrase, phraseOf, replacing } from './mutation.ts'
import { mayBe, isSurely } from './static-type.ts'

/** `a` becomes `a[1:]`, `a[:-1]`, `a[::-1]`, `a[k:]`, `a[:k]`. */
export const sliceAdded: Family = function* (node, { typesOf, variablesAt }) {
  if (!/^(identifier|subscript|attribute|call)$/.test(node.kind) || !isExpression(node) || node.field === 'function')
    return
  if (node.parent?.kind === 'attribute' || node.parent?.kind === 'comparison_operator') return
  const types = typesOf(node)
  if (!mayBe(types, 'list', 'str', 'tuple')) return
  const certain = types === undefined ? 0.3 : 1
  const text = fitted(phraseOf(node), level.atom)
  for (const [range, prior] of [
    ['1:', 0.4],
    [':-1', 0.35],
    ['::-1', 0.3],
    [':', 0.15],
    ['2:', 0.1],
    ['::2', 0.08],
    ['1::2', 0.05],
  ] as const) {
    yield replacing(node, phrase(`${text}[${range}]`), prior * certain)
  }
  for (const name of variablesAt(node)) {
    if (name.text === node.text || !isSurely(name.types, 'int')) continue
    yield replacing(node, phrase(`${text}[${name.text}:]`), 0.2 * certain)
    yield replacing(node, phrase(`${text}[:${name.text}]`), 0.2 * certain)
  }
}

/** `a` becomes `a[0]`, `a[-1]`, `a[i]`, and `a[i]` becomes `a`. */
export const elementTaken: Family = function* (node, { typesOf, variablesAt }) {
  if (node.kind === 'subscript') yield replacing(node, phraseOf(child(node, 'value')!), 0.2)
  if (
    node.kind !== 'identifier' ||
    !isExpression(node) ||
    node.field === 'function' ||
    node.parent?.kind === 'attribute'
  )
    return
  const types = typesOf(node)
  if (!isSurely(types, 'list', 'tuple', 'str', 'dict', 'defaultdict', 'deque')) return
  const keyed = !isSurely(types, 'list', 'tuple', 'str', 'deque')
  if (!keyed) for (const index of ['0', '-1']) yield replacing(node, phrase(`${node.text}[${index}]`), 0.15)
  for (const name of variablesAt(node)) {
    if (name.text !== node.text && (keyed || isSurely(name.types, 'int'))) {
      yield replacing(node, phrase(`${node.text}[${name.text}]`), 0.12)
    }
  }
}

/** A bound of a slice is dropped, changes sides, or the step is reversed. */
export const sliceBounds: Family = function* (node) {
  if (node.kind !== 'slice') return
  const [lower = '', upper = '', step] = boundsOf(node)
  const tail = step === undefined ? '' : `:${step}`
  const others: (readonly [string, number])[] = [
    [`${lower}:${tail}`, 0.35],
    [`:${upper}${tail}`, 0.35],
    [`${upper}:${lower}${tail}`, 0.3],
    [`${lower}:${upper}:-1`, 0.15],
  ]
  if (step !== undefined) others.push([`${lower}:${upper}`, 0.25])
  if (upper === '') others.push([`${lower}:-1${tail}`, 0.3], [`${lower}::2`, 0.1])
  if (lower === '') others.push([`1:${upper}${tail}`, 0.4])
  for (const [text, prior] of others) if (text !== node.text) yield replacing(node, phrase(text), prior)
}

const boundsOf = (slice: SyntaxNode): readonly (string | undefined)[] => {
  const bounds: (string | undefined)[] = []
  let at = 0
  for (const each of slice.children) {
    if (each.kind === ':') at++
    else if (each.named) bounds[at] = each.text
  }
  return bounds
}

/** Two keys or elements change places: `d[i, j]` becomes `d[j, i]`, `(a, b)` becomes `(b, a)`. */
export const elementOrder: Family = function* (node) {
  const elements = pairKinds.has(node.kind)
    ? parts(node)
    : node.kind === 'subscript'
      ? childrenIn(node, 'subscript')
      : []
  for (const [index, element] of elements.slice(1).entries()) {
    const before = elements[index]!
    if (before.text !== element.text) yield exchanging(before, element, elements.length === 2 ? 0.4 : 0.2)
  }
}

const pairKinds = new Set(['tuple', 'expression_list', 'pattern_list', 'tuple_pattern', 'pair'])
