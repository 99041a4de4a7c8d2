import type { Scopes } from '../scope.ts'
import { unwrapped } from '../expression.ts'
import { parametersOf } from '../statement.ts'
import type { SyntaxNode } from '../syntax-node.ts'
import { child, enclosing, parts, walk } from '../syntax-node.ts'
import { argumentsOf } from './call.ts'

type Single = 'patch' | 'number' | 'text' | 'truth' | 'image'

/** What an expression of a visual program holds, as far as its form tells. */
export type Role = Single | `${Single}[]` | 'images by side' | 'unknown'

export const coordinates = ['left', 'lower', 'right', 'upper', 'horizontal_center', 'vertical_center']
const measures = new Set([...coordinates, 'width', 'height'])

const methods: Readonly<Record<string, Role>> = {
  find: 'patch[]',
  crop: 'patch',
  exists: 'truth',
  verify_property: 'truth',
  overlaps_with: 'truth',
  simple_query: 'text',
  best_text_match: 'text',
  compute_depth: 'number',
  llm_query: 'text',
  lower: 'text',
  strip: 'text',
  count: 'number',
}
const functions: Readonly<Record<string, Role>> = {
  ImagePatch: 'patch',
  bool_to_yesno: 'text',
  distance: 'number',
  best_image_match: 'patch',
  llm_query: 'text',
  len: 'number',
  sum: 'number',
  abs: 'number',
  int: 'number',
  float: 'number',
  round: 'number',
  any: 'truth',
  all: 'truth',
  bool: 'truth',
  str: 'text',
}
const inputs: Readonly<Record<string, Role>> = { image: 'image', image_dict: 'images by side', image_list: 'image[]' }

/** What one of the values in a list is. */
export const elementOf = (role: Role): Role => (role.endsWith('[]') ? (role.slice(0, -2) as Single) : 'unknown')

const listOf = (role: Role): Role =>
  role === 'unknown' || role === 'images by side' || role.endsWith('[]') ? 'unknown' : `${role as Single}[]`

/** Tells roles by the form of expressions and by what names are bound to. */
export const roles = (root: SyntaxNode, scopes: Scopes): ((node: SyntaxNode) => Role) => {
  const known = new Map<SyntaxNode, Role>()
  const of = (node: SyntaxNode): Role => {
    const at = unwrapped(node)
    const before = known.get(at)
    if (before !== undefined) return before
    // what depends on itself is not known by its form
    known.set(at, 'unknown')
    const role = read(at)
    known.set(at, role)
    return role
  }

  const read = (node: SyntaxNode): Role => {
    switch (node.kind) {
      case 'integer':
      case 'float':
      case 'unary_operator':
        return 'number'
      case 'string':
      case 'concatenated_string':
        return 'text'
      case 'true':
      case 'false':
      case 'not_operator':
      case 'comparison_operator':
        return 'truth'
      case 'attribute':
        return measures.has(child(node, 'attribute')?.text ?? '') ? 'number' : 'unknown'
      case 'boolean_operator':
      case 'binary_operator':
        return of(child(node, 'left')!)
      case 'conditional_expression':
        return of(parts(node)[0]!)
      case 'list_comprehension':
      case 'set_comprehension':
      case 'generator_expression':
        return listOf(of(child(node, 'body')!))
      case 'list':
      case 'set':
      case 'tuple':
        return parts(node)[0] === undefined ? 'unknown' : listOf(of(parts(node)[0]!))
      case 'subscript':
        return element(node)
      case 'call':
        return called(node)
      case 'identifier':
        return named(node)
      default:
        return 'unknown'
    }
  }

  const element = (node: SyntaxNode): Role => {
    const value = of(child(node, 'value')!)
    if (value === 'images by side') return 'image'
    return child(node, 'subscript')?.kind === 'slice' ? value : elementOf(value)
  }

  const called = (node: SyntaxNode): Role => {
    const callee = child(node, 'function')!
    const [first, second] = argumentsOf(node)
    if (callee.kind === 'attribute') return methods[child(callee, 'attribute')?.text ?? ''] ?? 'unknown'
    const isKeyed = first !== undefined && first.kind !== 'keyword_argument'
    switch (callee.text) {
      case 'sorted':
      case 'list':
      case 'set':
      case 'reversed':
        return isKeyed ? of(first) : 'unknown'
      case 'filter':
        return second === undefined ? 'unknown' : of(second)
      case 'min':
      case 'max':
        return isKeyed ? (elementOf(of(first)) === 'unknown' ? of(first) : elementOf(of(first))) : 'unknown'
      default:
        return functions[callee.text] ?? returned(callee)
    }
  }

  /** What a function of the program itself returns first. */
  const returned = (callee: SyntaxNode): Role => {
    const definition = [...walk(root)].find(
      (each) => each.kind === 'function_definition' && child(each, 'name')?.text === callee.text,
    )
    const statement =
      definition && [...walk(definition)].find((each) => each.kind === 'return_statement' && parts(each).length > 0)
    return statement === undefined ? 'unknown' : of(parts(statement)[0]!)
  }

  const named = (node: SyntaxNode): Role => {
    const scope = scopes.resolve(node.text, scopes.scopeOf(node))
    const bindings = scope?.bindings.get(node.text) ?? []
    for (const binding of bindings) {
      const role = bound(binding.node)
      if (role !== 'unknown') return role
    }
    return bindings.some(({ kind }) => kind === 'parameter') ? (inputs[node.text] ?? 'unknown') : 'unknown'
  }

  const bound = (node: SyntaxNode): Role => {
    const { parent } = node
    if (parent === undefined) return 'unknown'
    const right = child(parent, 'right')
    if (node.field === 'left' && right !== undefined) {
      if (parent.kind === 'assignment') return right.text === '[]' ? appended(node) : of(right)
      if (parent.kind === 'for_statement' || parent.kind === 'for_in_clause') return elementOf(of(right))
    }
    return parameter(node)
  }

  /** What is appended to a list that starts empty. */
  const appended = (name: SyntaxNode): Role => {
    const call = [...walk(root)].find(
      (each) => each.kind === 'call' && child(each, 'function')?.text === `${name.text}.append`,
    )
    const [value] = call === undefined ? [] : argumentsOf(call)
    return value === undefined ? 'unknown' : listOf(of(value))
  }

  /** A parameter is what it is called with: by name, or as the key of a sort. */
  const parameter = (node: SyntaxNode): Role => {
    const definition = enclosing(node, 'function_definition', 'lambda')
    if (definition === undefined) return 'unknown'
    const place = parametersOf(definition).findIndex(({ name }) => name === node.text)
    if (place < 0) return 'unknown'
    if (definition.kind === 'lambda') {
      const call = enclosing(definition, 'call')
      const given = call === undefined ? [] : argumentsOf(call)
      const list = given.find((each) => each.kind !== 'keyword_argument' && each !== definition)
      return list === undefined ? 'unknown' : elementOf(of(list))
    }
    const name = child(definition, 'name')?.text
    const call = [...walk(root)].find((each) => each.kind === 'call' && child(each, 'function')?.text === name)
    const given = call && argumentsOf(call)[place]
    return given === undefined || given.kind === 'keyword_argument' ? 'unknown' : of(given)
  }

  return of
}
