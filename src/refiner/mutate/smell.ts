import type { SyntaxTree } from '../../syntax/python.ts'
import { scopesOf } from '../../syntax/scope.ts'
import type { NameUse, Scope, Scopes } from '../../syntax/scope.ts'
import { blocksOf, statementsIn } from '../../syntax/statement.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { ancestors, child, parts, walk } from '../../syntax/syntax-node.ts'
import { operatorOf } from '../../syntax/expression.ts'

/** What nobody writes on purpose, counted over a whole program. */
export interface Smells {
  /** Variables and parameters that are given a value, and nothing reads it. */
  readonly unread: number
  /** Loops that always leave in their first turn, and statements behind a way out. */
  readonly stunted: number
  /** Operations without an effect: `x - x`, `0 + x`, `max(x, x)`. */
  readonly idle: number
}

export const smellsOf = ({ root }: SyntaxTree): Smells => {
  const nodes = [...walk(root)]
  return {
    unread: unreadNames(scopesOf(root)).length,
    stunted: nodes.filter((node) => isOneTurn(node) || isBehindExit(node)).length,
    idle: nodes.filter(isIdle).length,
  }
}

/** Variables and parameters of functions that nothing reads, but for their own update. */
export const unreadNames = (scopes: Scopes): readonly string[] => {
  const read = new Map<Scope | undefined, Set<string>>()
  for (const use of scopes.uses) {
    if (!use.reads || isOwnUpdate(use)) continue
    const home = scopes.resolve(use.name, use.scope)
    read.set(home, (read.get(home) ?? new Set()).add(use.name))
  }
  const bound = new Map<Scope, Set<string>>()
  for (const { name, scope, binds } of scopes.uses) {
    const home = binds ? scopes.resolve(name, scope) : undefined
    if (home?.kind !== 'function' || name.startsWith('_') || name === 'self' || name === 'cls') continue
    bound.set(home, (bound.get(home) ?? new Set()).add(name))
  }
  return [...bound].flatMap(([scope, names]) =>
    [...names].filter((name) => !isDefinition(scope, name) && !read.get(scope)?.has(name)),
  )
}

const isDefinition = (scope: Scope, name: string): boolean =>
  scope.bindings.get(name)?.some(({ kind }) => kind === 'function' || kind === 'class' || kind === 'import') === true

/** `n += 1` and `n = n + 1` read `n` for nothing but itself. */
const isOwnUpdate = ({ name, node }: NameUse): boolean => {
  for (const each of ancestors(node)) {
    if (each.kind === 'call') return false
    if (each.kind === 'assignment' || each.kind === 'augmented_assignment') return child(each, 'left')!.text === name
  }
  return false
}

/** A loop whose body ends in a way out, whatever it did before. */
const isOneTurn = (node: SyntaxNode): boolean => {
  if (node.kind !== 'for_statement' && node.kind !== 'while_statement') return false
  const body = child(node, 'body')
  return body !== undefined && leaves(body) && ![...walk(body)].some(({ kind }) => kind === 'continue_statement')
}

const exits = new Set(['return_statement', 'break_statement', 'raise_statement', 'continue_statement'])

const leaves = (block: SyntaxNode): boolean => {
  const last = statementsIn(block).at(-1)
  if (last === undefined) return false
  if (exits.has(last.kind)) return last.kind !== 'continue_statement'
  const hasElse = last.children.some(({ kind }) => kind === 'else_clause')
  return last.kind === 'if_statement' && hasElse && blocksOf(last).every(leaves)
}

const isBehindExit = (node: SyntaxNode): boolean => {
  if (!exits.has(node.kind) || node.parent === undefined) return false
  return statementsIn(node.parent).at(-1) !== node
}

const sameSides = new Set(['-', '/', '//', '%', '==', '!=', '<', '>', '<=', '>=', 'and', 'or', '|', '&', '^'])

const isIdle = (node: SyntaxNode): boolean => {
  if (node.kind === 'call') {
    const given = parts(child(node, 'arguments')!)
    return /^(max|min)$/.test(child(node, 'function')!.text) && given.length === 2 && given[0]!.text === given[1]!.text
  }
  if (node.kind === 'if_statement' && /^(True|False)$/.test(child(node, 'condition')!.text)) return true
  if (!/^(binary_operator|boolean_operator|comparison_operator)$/.test(node.kind)) return false
  const [a, b, ...more] = parts(node).map(({ text }) => text)
  const operator = (operatorOf(node) ?? node.children.find(({ field }) => field === 'operators'))?.text ?? ''
  if (a === b && more.length === 0 && sameSides.has(operator)) return true
  return (
    (a === '0' && /^[-+*]$/.test(operator)) ||
    (b === '0' && /^[-+*]$/.test(operator)) ||
    (b === '1' && operator === '%')
  )
}
