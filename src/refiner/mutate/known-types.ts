import type { Binding, Scope, Scopes } from '../../syntax/scope.ts'
import { parametersOf } from '../../syntax/statement.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { ancestors, child } from '../../syntax/syntax-node.ts'
import type { SeenTypes } from './seen-types.ts'
import { annotatedType, formTypes } from './static-type.ts'
import type { Types } from './static-type.ts'

/** Types as far as they were seen or follow from the text. */
export interface KnownTypes {
  ofNode(node: SyntaxNode): Types
  ofName(name: string, node: SyntaxNode, scope: Scope | undefined): Types
}

export const knownTypes = (scopes: Scopes, seen: SeenTypes): KnownTypes => {
  const known = new Map<SyntaxNode, Types>()
  const ofNode = (node: SyntaxNode): Types => {
    if (!known.has(node)) {
      known.set(node, undefined) // what asks for its own type on the way there learns nothing
      known.set(node, find(node))
    }
    return known.get(node)
  }
  const find = (node: SyntaxNode): Types => {
    const observed = seen.ofExpression(node)
    if (observed !== undefined) return observed
    if (node.kind === 'identifier') return ofName(node.text, node, scopes.resolve(node.text, scopes.scopeOf(node)))
    return formTypes(node, ofNode) ?? typesByUse(node, ofNode) ?? ofResult(node)
  }
  const ofName = (name: string, node: SyntaxNode, scope: Scope | undefined): Types => {
    const observed = seen.ofName(name, node)
    if (observed !== undefined) return observed
    const types = (scope?.bindings.get(name) ?? []).flatMap((binding) => boundType(binding, ofNode) ?? [])
    return types.length > 0 ? new Set(types) : undefined
  }
  const ofResult = (call: SyntaxNode): Types => {
    const called = call.kind === 'call' ? child(call, 'function') : undefined
    const scope = called?.kind === 'identifier' ? scopes.resolve(called.text, scopes.scopeOf(called)) : undefined
    const definition = scope?.bindings.get(called!.text)?.find(({ kind }) => kind === 'function')?.node.parent
    return definition === undefined ? undefined : seen.ofResult(definition)
  }
  return { ofNode, ofName }
}

/** What is assigned to a variable has the types that the variable was seen with. */
const typesByUse = (node: SyntaxNode, typesOf: (node: SyntaxNode) => Types): Types => {
  const target = node.parent?.kind === 'assignment' && node.field === 'right' ? child(node.parent, 'left') : undefined
  return target?.kind === 'identifier' ? typesOf(target) : undefined
}

const boundType = ({ kind, node }: Binding, typesOf: (node: SyntaxNode) => Types): string | undefined => {
  const parent = node.parent
  if (kind === 'parameter') {
    const definition = parent && [...ancestors(node)].find((each) => child(each, 'parameters') !== undefined)
    const parameter = definition && parametersOf(definition).find(({ name }) => name === node.text)
    if (parameter?.annotation !== undefined) return annotatedType(parameter.annotation.text)
    return parameter?.value === undefined ? undefined : onlyType(typesOf(parameter.value))
  }
  const value = parent?.kind === 'assignment' && child(parent, 'left') === node ? child(parent, 'right') : undefined
  return value === undefined ? undefined : onlyType(typesOf(value))
}

const onlyType = (types: Types): string | undefined => (types?.size === 1 ? [...types][0] : undefined)
