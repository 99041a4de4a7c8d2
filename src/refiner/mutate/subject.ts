import type { CheckResult } from '../../core/execution.ts'
import { isExpression } from '../../syntax/expression.ts'
import type { SyntaxTree } from '../../syntax/python.ts'
import type { Binding, Scope, Scopes } from '../../syntax/scope.ts'
import { scopesOf } from '../../syntax/scope.ts'
import { functionOf, parametersOf } from '../../syntax/statement.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { ancestors, child, walk } from '../../syntax/syntax-node.ts'
import { failureOf } from './failure.ts'
import type { Failure } from './failure.ts'
import { seenTypes } from './seen-types.ts'
import { annotatedType, formTypes } from './static-type.ts'
import type { Types } from './static-type.ts'

/** A variable, function or class that can be named at some place. */
export interface Name {
  readonly text: string
  readonly types: Types
  readonly kind: Binding['kind']
  /** Bound by the function itself, not by one around it or the module. */
  readonly local: boolean
}

/** The program to mend, with all that the families of edits may know about it. */
export interface Subject {
  readonly tree: SyntaxTree
  readonly scopes: Scopes
  readonly failure: Failure
  /** Types seen at an expression, or those that its form tells; `undefined` where neither is known. */
  typesOf(node: SyntaxNode): Types
  /** Variables that hold a value at this place, those of the innermost scope first; no functions, classes or modules. */
  variablesAt(node: SyntaxNode): readonly Name[]
  /** Functions that the program itself defines and that can be called here. */
  functionsAt(node: SyntaxNode): readonly Name[]
  /** Expressions of the same function, by their text, each at its first place. */
  donorsFor(node: SyntaxNode): readonly SyntaxNode[]
}

export const subjectOf = (tree: SyntaxTree, checks: readonly CheckResult[]): Subject => {
  const scopes = scopesOf(tree.root)
  const seen = seenTypes(tree, checks)
  const typesOfName = (name: string, node: SyntaxNode, scope: Scope | undefined): Types => {
    const observed = seen.ofName(name, node)
    if (observed !== undefined) return observed
    const types = (scope?.bindings.get(name) ?? []).map((binding) => boundType(binding, typesOf))
    const certain = types.filter((type) => type !== undefined)
    return certain.length > 0 ? new Set(certain) : undefined
  }
  const known = new Map<SyntaxNode, Types>()
  const typesOf = (node: SyntaxNode): Types => {
    if (!known.has(node)) {
      known.set(node, undefined) // what asks for its own type on the way there learns nothing
      known.set(node, findTypes(node))
    }
    return known.get(node)
  }
  const findTypes = (node: SyntaxNode): Types => {
    const observed = seen.ofExpression(node)
    if (observed !== undefined) return observed
    if (node.kind === 'identifier') return typesOfName(node.text, node, scopes.resolve(node.text, scopes.scopeOf(node)))
    return formTypes(node, typesOf) ?? typesByUse(node, typesOf) ?? typesOfResult(node)
  }
  const typesOfResult = (call: SyntaxNode): Types => {
    const called = call.kind === 'call' ? child(call, 'function') : undefined
    const scope = called?.kind === 'identifier' ? scopes.resolve(called.text, scopes.scopeOf(called)) : undefined
    const definition = scope?.bindings.get(called!.text)?.find(({ kind }) => kind === 'function')?.node.parent
    return definition === undefined ? undefined : seen.ofResult(definition)
  }
  const namesAt = (node: SyntaxNode, wanted: (kind: Binding['kind']) => boolean): readonly Name[] => {
    const here = scopes.scopeOf(node)
    return scopes.visible(node).flatMap((text): Name[] => {
      const scope = scopes.resolve(text, here)
      const binding = scope?.bindings.get(text)?.find((each) => mayBeBound(each, node))
      if (scope === undefined || binding === undefined || !wanted(binding.kind)) return []
      return [
        {
          text,
          types: typesOfName(text, node, scope),
          kind: binding.kind,
          local: frameOf(scope) === frameOf(here),
        },
      ]
    })
  }
  const donors = new Map<SyntaxNode | undefined, readonly SyntaxNode[]>()
  return {
    tree,
    scopes,
    failure: failureOf(checks),
    typesOf,
    variablesAt: (node) => namesAt(node, (kind) => kind !== 'function' && kind !== 'class' && kind !== 'import'),
    functionsAt: (node) => namesAt(node, (kind) => kind === 'function'),
    donorsFor(node) {
      const home = functionOf(node)
      const found = donors.get(home) ?? expressionsIn(home ?? tree.root)
      donors.set(home, found)
      return found.filter((donor) => canMove(donor, node, scopes))
    },
  }
}

/** Comprehensions belong to the function around them. */
const frameOf = (scope: Scope): Scope =>
  scope.kind === 'comprehension' && scope.parent !== undefined ? frameOf(scope.parent) : scope

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

/** A local name is bound before its place in the text, or by the loop around it; names of outer scopes always are. */
const mayBeBound = ({ kind, node: binding }: Binding, node: SyntaxNode): boolean => {
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

const expressionsIn = (root: SyntaxNode): readonly SyntaxNode[] => {
  const byText = new Map<string, SyntaxNode>()
  for (const node of walk(root)) {
    if (isExpression(node) && node.text.length <= 60 && !node.text.includes('\n') && !byText.has(node.text)) {
      byText.set(node.text, node)
    }
  }
  return [...byText.values()]
}

/** Every name that the donor reads means the same at its new place. */
const canMove = (donor: SyntaxNode, to: SyntaxNode, scopes: Scopes): boolean => {
  if (donor === to || donor.text === to.text) return false
  const there = scopes.scopeOf(to)
  for (const node of walk(donor)) {
    if (node.kind !== 'identifier' || node.field === 'attribute') continue
    const home = scopes.resolve(node.text, scopes.scopeOf(node))
    if (home !== scopes.resolve(node.text, there) && home?.kind === 'comprehension') return false
    const binding = home?.bindings.get(node.text)
    if (binding !== undefined && !binding.some((each) => mayBeBound(each, to))) return false
  }
  return true
}
