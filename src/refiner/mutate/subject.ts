import type { CheckResult } from '../../core/execution.ts'
import type { SyntaxTree } from '../../syntax/python.ts'
import type { Scopes } from '../../syntax/scope.ts'
import { scopesOf } from '../../syntax/scope.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { donorsIn } from './donors.ts'
import { failureOf } from './failure.ts'
import type { Failure } from './failure.ts'
import { knownTypes } from './known-types.ts'
import type { Name } from './names-in-scope.ts'
import { namesInScope } from './names-in-scope.ts'
import { seenTypes } from './seen-types.ts'
import type { Types } from './static-type.ts'

/** The program to mend, with all that the families of edits may know about it. */
export interface Subject {
  readonly tree: SyntaxTree
  readonly scopes: Scopes
  readonly failure: Failure
  /** Functions that the task's prompt defines, by name: their source. */
  readonly given: ReadonlyMap<string, string>
  /** Types seen at an expression, or those that its form tells; `undefined` where neither is known. */
  typesOf(node: SyntaxNode): Types
  /** Variables that hold a value at this place, those of the innermost scope first; no functions, classes or modules. */
  variablesAt(node: SyntaxNode): readonly Name[]
  /** Functions that the program itself defines and that can be called here. */
  functionsAt(node: SyntaxNode): readonly Name[]
  /** Expressions of the same function, by their text, each at its first place. */
  donorsFor(node: SyntaxNode): readonly SyntaxNode[]
}

export const subjectOf = (
  tree: SyntaxTree,
  checks: readonly CheckResult[],
  given: ReadonlyMap<string, string> = new Map(),
): Subject => {
  const scopes = scopesOf(tree.root)
  const types = knownTypes(scopes, seenTypes(tree, checks))
  const names = (node: SyntaxNode): readonly Name[] => namesInScope(node, scopes, types)
  return {
    tree,
    scopes,
    failure: failureOf(checks),
    given,
    typesOf: types.ofNode,
    variablesAt: (node) =>
      names(node).filter(({ kind }) => kind !== 'function' && kind !== 'class' && kind !== 'import'),
    functionsAt: (node) => names(node).filter(({ kind }) => kind === 'function'),
    donorsFor: donorsIn(tree.root, scopes),
  }
}
