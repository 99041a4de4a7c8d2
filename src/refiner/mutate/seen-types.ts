import type { CheckResult } from '../../core/execution.ts'
import type { Changed, Step } from '../../core/trace.ts'
import type { SyntaxTree } from '../../syntax/python.ts'
import { nodeAt } from '../../syntax/python.ts'
import { functionOf } from '../../syntax/statement.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'

/** The types of values that the traces show, by name and by expression. A type is the name of its class. */
export interface SeenTypes {
  /** Of a variable of the function (`undefined`: the module) that this node runs in. */
  ofName(name: string, node: SyntaxNode): ReadonlySet<string> | undefined
  ofExpression(node: SyntaxNode): ReadonlySet<string> | undefined
  /** Of what a function of the program returned. */
  ofResult(definition: SyntaxNode): ReadonlySet<string> | undefined
}

type Types = Map<string, Set<string>>

export const seenTypes = (tree: SyntaxTree, checks: readonly CheckResult[]): SeenTypes => {
  const names = new Map<SyntaxNode | undefined, Types>()
  const expressions: Types = new Map()
  const owners = new Map<string, SyntaxNode | undefined>()
  const owner = (step: Step): SyntaxNode | undefined => {
    const key = `${step.at.from.line}:${step.at.from.column}:${step.kind === 'call'}`
    if (!owners.has(key)) owners.set(key, ownerOf(tree, step))
    return owners.get(key)
  }
  for (const { trace } of checks) {
    for (const step of trace?.steps ?? []) {
      if (step.kind === 'value') {
        const from = tree.lines.offsetAt(step.at.from)
        note(expressions, `${from}-${tree.lines.offsetAt(step.at.to)}`, step.value.type)
      } else if (step.kind === 'return') noteAll(names, owner(step), { return: step.value })
      else if ('changed' in step) noteAll(names, owner(step), step.changed)
    }
  }
  return {
    ofName(name, node) {
      for (let at = functionOf(node); ; at = functionOf(at)) {
        const types = names.get(at)?.get(name)
        if (types !== undefined || at === undefined) return types
      }
    },
    ofResult: (definition) => names.get(definition)?.get('return'), // no variable can have this name
    ofExpression: (node) => expressions.get(`${node.from}-${node.to}`),
  }
}

const ownerOf = (tree: SyntaxTree, step: Step): SyntaxNode | undefined => {
  const node = nodeAt(tree, step.at)
  const isDefinition = step.kind === 'call' && (node.kind === 'function_definition' || node.kind === 'lambda')
  return isDefinition ? node : functionOf(node)
}

const noteAll = (names: Map<SyntaxNode | undefined, Types>, owner: SyntaxNode | undefined, changed: Changed): void => {
  const types: Types = names.get(owner) ?? new Map()
  names.set(owner, types)
  for (const [name, view] of Object.entries(changed)) note(types, name, view.type)
}

const note = (types: Types, key: string, type: string): void => {
  const known = types.get(key)
  if (known === undefined) types.set(key, new Set([type]))
  else known.add(type)
}
