import type { Binding, Scope, Scopes } from '../../syntax/scope.ts'
import { functionOf } from '../../syntax/statement.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { ancestors, child } from '../../syntax/syntax-node.ts'
import type { KnownTypes } from './known-types.ts'
import type { Types } from './static-type.ts'

/** A variable, function or class that can be named at some place. */
export interface Name {
  readonly text: string
  readonly types: Types
  readonly kind: Binding['kind']
  /** Bound by the function itself, not by one around it or the module. */
  readonly local: boolean
}

/** Names that hold a value at this place, those of the innermost scope first. */
export const namesInScope = (node: SyntaxNode, scopes: Scopes, types: KnownTypes): readonly Name[] => {
  const here = scopes.scopeOf(node)
  return scopes.visible(node).flatMap((text): Name[] => {
    const scope = scopes.resolve(text, here)
    const binding = scope?.bindings.get(text)?.find((each) => mayBeBound(each, node))
    if (scope === undefined || binding === undefined) return []
    const local = frameOf(scope) === frameOf(here)
    return [{ text, types: types.ofName(text, node, scope), kind: binding.kind, local }]
  })
}

/** Comprehensions belong to the function around them. */
const frameOf = (scope: Scope): Scope =>
  scope.kind === 'comprehension' && scope.parent !== undefined ? frameOf(scope.parent) : scope

/** A local name is bound before its place in the text, or by the loop around it; names of outer scopes always are. */
export const mayBeBound = ({ kind, node: binding }: Binding, node: SyntaxNode): boolean => {
  if (kind === 'parameter' || kind === 'function' || kind === 'class') return true
  if (functionOf(binding) !== functionOf(node)) return true
  if (binding.from < node.from) {
    const giver = [...ancestors(binding)].find((each) => givers.has(each.kind))
    const value = giver && child(giver, 'right')
    return value === undefined || node.from >= value.to || sharesLoop(giver!, node)
  }
  return sharesLoop(binding, node)
}

const givers = new Set(['assignment', 'for_statement', 'for_in_clause'])
const loops = new Set([
  'for_statement',
  'while_statement',
  'for_in_clause',
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
])

const sharesLoop = (binding: SyntaxNode, node: SyntaxNode): boolean =>
  [...ancestors(binding)].some((each) => loops.has(each.kind) && each.from <= node.from && node.to <= each.to)
