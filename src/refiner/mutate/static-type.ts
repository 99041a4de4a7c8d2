import { operatorOf, unwrapped } from '../../syntax/expression.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { child, parts } from '../../syntax/syntax-node.ts'

const byKind: Readonly<Record<string, string>> = {
  integer: 'int',
  float: 'float',
  string: 'str',
  concatenated_string: 'str',
  true: 'bool',
  false: 'bool',
  none: 'NoneType',
  list: 'list',
  list_comprehension: 'list',
  tuple: 'tuple',
  expression_list: 'tuple',
  set: 'set',
  set_comprehension: 'set',
  dictionary: 'dict',
  dictionary_comprehension: 'dict',
  generator_expression: 'generator',
  comparison_operator: 'bool',
  not_operator: 'bool',
  lambda: 'function',
}

const byBuiltin: Readonly<Record<string, string>> = {
  len: 'int',
  int: 'int',
  ord: 'int',
  hash: 'int',
  float: 'float',
  str: 'str',
  repr: 'str',
  chr: 'str',
  bin: 'str',
  hex: 'str',
  input: 'str',
  bool: 'bool',
  any: 'bool',
  all: 'bool',
  isinstance: 'bool',
  list: 'list',
  sorted: 'list',
  tuple: 'tuple',
  set: 'set',
  dict: 'dict',
  range: 'range',
  enumerate: 'enumerate',
  zip: 'zip',
  map: 'map',
  filter: 'filter',
}

/** The types that an expression has by its form, from those of its parts; `undefined` where the form does not tell. */
export const formTypes = (node: SyntaxNode, typesOf: (part: SyntaxNode) => Types): Types => {
  const at = unwrapped(node)
  switch (at.kind) {
    case 'call':
      return one(byBuiltin[child(at, 'function')?.text ?? ''])
    case 'unary_operator':
      return typesOf(child(at, 'argument')!)
    case 'conditional_expression':
      return typesOf(parts(at)[0]!) ?? typesOf(parts(at)[2]!)
    case 'boolean_operator':
      return typesOf(child(at, 'right')!)
    case 'subscript':
      return elementTypes(at, typesOf)
    case 'binary_operator':
      return one(resultType(operatorOf(at)!.text, typesOf(child(at, 'left')!), typesOf(child(at, 'right')!)))
    default:
      return one(byKind[at.kind])
  }
}

const one = (type: string | undefined): Types => (type === undefined ? undefined : new Set([type]))

/** A part of a string is a string, and a slice is what it was cut from. */
const elementTypes = (node: SyntaxNode, typesOf: (part: SyntaxNode) => Types): Types => {
  const types = typesOf(child(node, 'value')!)
  const sliced = child(node, 'subscript')?.kind === 'slice'
  return sliced || (types?.size === 1 && types.has('str')) ? types : undefined
}

const resultType = (operator: string, left: Types, right: Types): string | undefined => {
  if (left === undefined || right === undefined) return isSurely(left, 'str') ? 'str' : undefined
  if (left.has('str') && (operator === '%' || operator === '*' || operator === '+')) return 'str'
  if (left.has('list') && (operator === '*' || operator === '+')) return 'list'
  if (left.has('set') && /^[-|&^]$/.test(operator)) return 'set'
  if (![...left, ...right].every((type) => numbers.has(type))) return undefined
  return operator === '/' || left.has('float') || right.has('float') ? 'float' : 'int'
}

const annotations: Readonly<Record<string, string>> = {
  int: 'int',
  float: 'float',
  str: 'str',
  bool: 'bool',
  list: 'list',
  List: 'list',
  tuple: 'tuple',
  Tuple: 'tuple',
  set: 'set',
  Set: 'set',
  dict: 'dict',
  Dict: 'dict',
}

export const annotatedType = (annotation: string): string | undefined => annotations[/^\w+/.exec(annotation)?.[0] ?? '']

const numbers = new Set(['int', 'float', 'bool', 'complex'])
const sequences = new Set(['list', 'tuple', 'range', 'deque'])
const groupOf = (type: string): string => (numbers.has(type) ? 'number' : sequences.has(type) ? 'sequence' : type)

export type Types = ReadonlySet<string> | undefined

/** From 0 (cannot stand for one another) to 1 (a type in common); unknown types may fit. */
export const fit = (a: Types, b: Types): number => {
  if (a === undefined || b === undefined) return 0.3
  for (const type of a) if (b.has(type)) return 1
  const groups = new Set(Array.from(a, groupOf))
  for (const type of b) if (groups.has(groupOf(type))) return 0.6
  return a.has('NoneType') || b.has('NoneType') ? 0.4 : 0
}

/** True unless it is known that no value here is a number. */
export const mayBeNumber = (types: Types): boolean =>
  types === undefined || [...types].some((type) => numbers.has(type))

export const mayBe = (types: Types, ...wanted: readonly string[]): boolean =>
  types === undefined || wanted.some((type) => types.has(type))

/** True only where a value of one of these types was seen or must be. */
export const isSurely = (types: Types, ...wanted: readonly string[]): boolean =>
  types !== undefined && wanted.some((type) => types.has(type))

export const containers = [
  'list',
  'tuple',
  'str',
  'set',
  'dict',
  'deque',
  'range',
  'frozenset',
  'defaultdict',
  'Counter',
]
