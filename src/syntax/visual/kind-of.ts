import type { Scope, Scopes } from '../scope.ts'
import { child, parts } from '../syntax-node.ts'
import type { SyntaxNode } from '../syntax-node.ts'
import { patchAttributes, patchMethods, visualFunctions } from './image-patch-api.ts'
import type { VisualKind } from './image-patch-api.ts'

/** What expressions are, by their text; `undefined` where that is not sure. */
export type KindOf = (node: SyntaxNode) => VisualKind | undefined

const inputs: Readonly<Record<string, VisualKind>> = {
  image: 'image',
  image_dict: 'images',
  image_list: 'image list',
}
const literals: Readonly<Record<string, VisualKind>> = {
  integer: 'number',
  float: 'number',
  string: 'text',
  concatenated_string: 'text',
  true: 'bool',
  false: 'bool',
  comparison_operator: 'bool',
  not_operator: 'bool',
  dictionary: 'list',
  set: 'list',
  tuple: 'list',
}
const builtins: Readonly<Record<string, VisualKind>> = {
  len: 'number',
  sum: 'number',
  abs: 'number',
  int: 'number',
  float: 'number',
  round: 'number',
  str: 'text',
  any: 'bool',
  all: 'bool',
  bool: 'bool',
}

/** Kinds in one program: a name has the kind that all its bindings agree on. */
export const kindsIn = (scopes: Scopes): KindOf => {
  const names = new Map<Scope, Map<string, VisualKind | undefined>>()

  const ofName = (node: SyntaxNode): VisualKind | undefined => {
    const scope = scopes.resolve(node.text, scopes.scopeOf(node))
    if (scope === undefined) return inputs[node.text]
    const known = names.get(scope) ?? new Map<string, VisualKind | undefined>()
    names.set(scope, known)
    if (known.has(node.text)) return known.get(node.text)
    known.set(node.text, undefined) // while it is looked for: a name that depends on itself has no kind
    const found = new Set((scope.bindings.get(node.text) ?? []).map((binding) => ofBinding(binding.node, binding.kind)))
    const kind = found.size === 1 ? [...found][0] : undefined
    known.set(node.text, kind)
    return kind
  }

  const ofBinding = (node: SyntaxNode, how: string): VisualKind | undefined => {
    if (how === 'parameter') return isEntryParameter(node) ? inputs[node.text] : undefined
    if (how === 'loop') {
      const right = node.parent && child(node.parent, 'right')
      return right && node.field === 'left' ? itemOf(kindOf(right)) : undefined
    }
    if (how !== 'assignment' || node.parent?.kind !== 'assignment' || node.field !== 'left') return undefined
    const right = child(node.parent, 'right')
    return right && kindOf(right)
  }

  const kindOf: KindOf = (node) => {
    const literal = literals[node.kind]
    if (literal !== undefined) return literal
    switch (node.kind) {
      case 'identifier':
        return ofName(node)
      case 'parenthesized_expression':
        return parts(node)[0] && kindOf(parts(node)[0]!)
      case 'attribute':
        return kindOf(child(node, 'object')!) === 'patch' ? patchAttributes[child(node, 'attribute')!.text] : undefined
      case 'call':
        return ofCall(node)
      case 'subscript':
        return ofSubscript(node)
      case 'list':
        return listOf(parts(node).map(kindOf))
      case 'list_comprehension':
        return listOf([kindOf(child(node, 'body')!)])
      default:
        return undefined
    }
  }

  const ofCall = (node: SyntaxNode): VisualKind | undefined => {
    const called = child(node, 'function')!
    if (called.kind === 'identifier') {
      if (scopes.resolve(called.text, scopes.scopeOf(called)) !== undefined) return undefined
      if (called.text === 'sorted') return itemsOfFirst(node)
      return visualFunctions[called.text]?.gives ?? builtins[called.text]
    }
    if (called.kind !== 'attribute' || kindOf(child(called, 'object')!) !== 'patch') return undefined
    return patchMethods[child(called, 'attribute')!.text]?.gives
  }

  const itemsOfFirst = (call: SyntaxNode): VisualKind | undefined => {
    const list = child(call, 'arguments')
    const first = list && (list.kind === 'argument_list' ? parts(list)[0] : undefined)
    const kind = first && kindOf(first)
    return kind === 'patches' || kind === 'list' ? kind : undefined
  }

  const ofSubscript = (node: SyntaxNode): VisualKind | undefined => {
    const kind = kindOf(child(node, 'value')!)
    return child(node, 'subscript')?.kind === 'slice' ? kind : kind === 'images' ? 'image' : itemOf(kind)
  }
  return kindOf
}

const itemOf = (kind: VisualKind | undefined): VisualKind | undefined =>
  kind === 'patches' ? 'patch' : kind === 'image list' ? 'image' : undefined

const listOf = (items: readonly (VisualKind | undefined)[]): VisualKind =>
  items.length > 0 && items.every((item) => item === 'patch') ? 'patches' : 'list'

const isEntryParameter = (node: SyntaxNode): boolean => {
  for (let at = node.parent; at !== undefined; at = at.parent)
    if (at.kind === 'function_definition') return child(at, 'name')?.text === 'execute_command'
  return false
}
