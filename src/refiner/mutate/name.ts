import { isExpression, levelOf } from '../../syntax/expression.ts'
import { child, enclosing, walk } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { Family } from './mutation.ts'
import { phrase, phraseOf, replacing, swapping } from './mutation.ts'
import type { Name } from './names-in-scope.ts'
import { fit } from './static-type.ts'

const isCallee = (node: SyntaxNode): boolean => node.parent?.kind === 'call' && node.field === 'function'

/** That one of several like names was meant, shared among them: the more there are, the less likely is each. */
const among = (count: number): number => 1 / Math.sqrt(Math.max(1, count))

/** Where values of a wrong type came together, the right variable may have another type than the one that stands there. */
const typeErrors = ['TypeError', 'AttributeError', 'KeyError', 'UnboundLocalError']
const mistyped = 0.5

/** Another variable in scope, of a type that was seen at this place, or of any where that type is what went wrong. */
export const variable: Family = function* (node, { typesOf, variablesAt, failure }) {
  if (node.kind !== 'identifier' || !isExpression(node) || isCallee(node)) return
  const types = typesOf(node)
  const least = typeErrors.some((error) => failure.errors.has(error)) ? mistyped : 0
  const fits = (name: Name): number => Math.max(least, fit(name.types, types))
  const others = variablesAt(node).filter((name) => name.text !== node.text && fits(name) > 0)
  for (const name of others) {
    const likely = 0.75 * among(others.length) * fits(name)
    yield replacing(node, phrase(name.text), likely * (name.local ? 1 : 0.6))
  }
}

/** A variable in place of a longer expression of the same type, or of a literal. */
export const variableForExpression: Family = function* (node, { typesOf, variablesAt }) {
  if (!isExpression(node) || !replaceable.has(node.kind) || node.parent?.kind === 'expression_statement') return
  const types = typesOf(node)
  const literal = node.kind === 'integer' || node.kind === 'string' || node.kind === 'true' || node.kind === 'false'
  for (const name of variablesAt(node)) {
    const fits = fit(name.types, types)
    if (fits > 0) yield replacing(node, phrase(name.text), (literal ? 0.15 : 0.25) * fits * (name.local ? 1 : 0.6))
  }
}

const replaceable = new Set([
  'attribute',
  'subscript',
  'call',
  'binary_operator',
  'integer',
  'string',
  'list',
  'none',
  'true',
  'false',
  'list_comprehension',
  'comparison_operator',
])

/** Another attribute that the program uses, on the same object. */
export const attribute: Family = function* (node, { tree }) {
  if (node.kind !== 'attribute' || isCallee(node)) return
  const name = child(node, 'attribute')!
  const others = [...attributeNames(tree.root)].filter((other) => other !== name.text)
  for (const other of others) yield swapping(name, other, 0.75 * among(others.length))
}

const attributeNames = (root: SyntaxNode): ReadonlySet<string> => {
  const names = new Set<string>()
  for (const node of walk(root))
    if (node.kind === 'attribute' && !isCallee(node)) names.add(child(node, 'attribute')!.text)
  return names
}

/** `x` becomes `x.attr` with an attribute that the program reads, and `x.attr` becomes `x`. */
export const attributeStep: Family = function* (node, { tree }) {
  if (!isExpression(node) || isCallee(node)) return
  if (node.kind === 'attribute') yield replacing(node, phraseOf(child(node, 'object')!), 0.25)
  if (node.kind !== 'identifier' && node.kind !== 'attribute') return
  for (const name of attributeNames(tree.root)) yield replacing(node, phrase(`${node.text}.${name}`), 0.12)
}

/** Another target of an assignment: a variable or element that the function assigns or reads. */
export const target: Family = function* (node, { typesOf, variablesAt, donorsFor }) {
  if (!/^(identifier|subscript|attribute)$/.test(node.kind) || node.field !== 'left') return
  if (node.parent?.kind !== 'assignment' && node.parent?.kind !== 'augmented_assignment') return
  const [statement, value] = [enclosing(node, 'expression_statement'), child(node.parent, 'right')]
  if (statement === undefined || value === undefined) return // `x: int` gives no value
  const types = typesOf(node) ?? typesOf(value)
  for (const name of variablesAt(statement)) {
    const fits = fit(name.types, types)
    if (fits > 0 && name.text !== node.text)
      yield replacing(node, phrase(name.text), 0.25 * fits * (name.local ? 1 : 0.3))
  }
  for (const donor of donorsFor(node)) {
    if (donor.kind !== 'subscript' && donor.kind !== 'attribute') continue
    if (donor.kind === 'attribute' && isCallee(donor)) continue
    yield replacing(node, phraseOf(donor), 0.25 * fit(typesOf(donor), types))
  }
}

/** A short expression that the same function uses elsewhere (the "plastic surgery" of repair literature). */
export const donor: Family = function* (node, { typesOf, donorsFor }) {
  if (!isExpression(node) || isCallee(node) || node.parent?.kind === 'expression_statement') return
  if (node.kind === 'parenthesized_expression' || node.kind === 'generator_expression') return
  const types = typesOf(node)
  for (const other of donorsFor(node)) {
    if (other.kind === 'identifier' || isCallee(other) || /^(integer|string|true|false|none|yield)$/.test(other.kind))
      continue
    const fits = fit(typesOf(other), types)
    const related = other.kind === node.kind ? 1 : 0.6
    const size = 1 / (1 + other.text.length / 20)
    if (fits > 0 && levelOf(other) > 0) yield replacing(node, phraseOf(other), 0.25 * fits * related * size)
  }
}
