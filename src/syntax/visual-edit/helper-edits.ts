import { level } from '../expression.ts'
import type { SyntaxNode } from '../syntax-node.ts'
import { child, parts } from '../syntax-node.ts'
import { argumentsOf, calledName, receiverOf } from './call.ts'
import { stringLiteral } from './string-literal.ts'
import type { EditFamily, VisualEdit } from './visual-edit.ts'
import { rewritten, withPart } from './visual-edit.ts'

interface Asked {
  readonly receiver: string
  readonly texts: readonly string[]
}

/** A call of a method of patches with plain texts. */
const asked = (node: SyntaxNode, method: string): Asked | undefined => {
  const receiver = calledName(node) === method ? receiverOf(node) : undefined
  const texts = argumentsOf(node).map((each) => stringLiteral(each)?.text)
  return receiver !== undefined && texts.every((text) => text !== undefined)
    ? { receiver: receiver.text, texts }
    : undefined
}

/** The same thing asked by another helper: of a known thing, by search, or in words. */
export const helperEdits: EditFamily = function* (node, { vocabulary }) {
  const verified = asked(node, 'verify_property')
  if (verified !== undefined) yield* insteadOfVerify(node, verified)
  const existing = asked(node, 'exists')
  if (existing !== undefined) yield* insteadOfExists(node, existing)
  if (calledName(node) === 'find' && node.parent?.kind === 'call') yield* insteadOfFind(node)
  if (node.kind === 'comparison_operator') yield* insteadOfQuery(node, vocabulary.phrases)
}

const insteadOfVerify = function* (
  node: SyntaxNode,
  { receiver, texts: [noun = '', property = ''] }: Asked,
): Iterable<VisualEdit> {
  const query = `${receiver}.simple_query('Is this ${noun} ${property}?') == 'yes'`
  yield rewritten('helper', node, { text: `${receiver}.exists('${property} ${noun}')`, weight: 0.3 })
  yield rewritten('helper', node, { text: query, level: level.comparison, weight: 0.2 })
  yield rewritten('helper', node, { text: `${receiver}.exists('${noun}')`, weight: 0.3 })
}

const insteadOfExists = function* (node: SyntaxNode, { receiver, texts: [name = ''] }: Asked): Iterable<VisualEdit> {
  const [property, ...noun] = name.split(' ')
  const found = `len(${receiver}.find('${name}')) == 1`
  yield rewritten('helper', node, { text: found, level: level.comparison, weight: 0.2 })
  if (noun.length > 0)
    yield rewritten('helper', node, {
      text: `${receiver}.verify_property('${noun.join(' ')}', '${property}')`,
      weight: 0.3,
    })
}

/** `len(box.find('x'))` counts; `box.exists('x')` only tells whether there is one. */
const insteadOfFind = function* (node: SyntaxNode): Iterable<VisualEdit> {
  const call = node.parent!.parent
  const callee = child(node, 'function')!
  if (call !== undefined && calledName(call) === 'len')
    yield rewritten('helper', call, {
      text: `${receiverOf(node)!.text}.exists${child(node, 'arguments')!.text}`,
      weight: 0.2,
    })
  yield withPart('helper', node, { part: child(callee, 'attribute')!, text: 'exists', weight: 0.1 })
}

/** `x.simple_query('What color is this?') == 'yellow'` asks for one property: so does `verify_property`. */
const insteadOfQuery = function* (node: SyntaxNode, phrases: readonly string[]): Iterable<VisualEdit> {
  const [left, right] = parts(node)
  const query = left && asked(left, 'simple_query')
  const value = right && stringLiteral(right)
  if (query === undefined || value === undefined || node.children.length !== 3) return
  const isNegative = child(node, 'operators')?.text === '!='
  const write = (text: string, weight: number): VisualEdit =>
    rewritten('helper', node, {
      text: isNegative ? `not ${text}` : text,
      level: isNegative ? level.not : level.atom,
      weight,
    })
  if (value.use === 'property') yield write(`${query.receiver}.verify_property('object', '${value.text}')`, 0.3)
  if (value.use === 'answer') for (const phrase of phrases) yield write(`${query.receiver}.exists('${phrase}')`, 0.15)
}
