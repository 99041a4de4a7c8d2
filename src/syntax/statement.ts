import { ancestors, child, walk } from './syntax-node.ts'
import type { SyntaxNode } from './syntax-node.ts'

const simple = [
  'expression_statement',
  'return_statement',
  'pass_statement',
  'break_statement',
  'continue_statement',
  'raise_statement',
  'assert_statement',
  'delete_statement',
  'global_statement',
  'nonlocal_statement',
  'import_statement',
  'import_from_statement',
  'future_import_statement',
  'type_alias_statement',
]
const compound = [
  'if_statement',
  'for_statement',
  'while_statement',
  'try_statement',
  'with_statement',
  'function_definition',
  'class_definition',
  'decorated_definition',
  'match_statement',
]
const statementKinds = new Set([...simple, ...compound])

/** A whole statement; an `elif`, `else` or `except` clause is a part of one. */
export const isStatement = (node: SyntaxNode): boolean =>
  statementKinds.has(node.kind) && node.parent?.kind !== 'decorated_definition'

export const isCompound = (node: SyntaxNode): boolean => compound.includes(node.kind)

/** The innermost statement that holds the node, or is it. */
export const statementOf = (node: SyntaxNode): SyntaxNode | undefined => {
  if (isStatement(node)) return node
  for (const each of ancestors(node)) if (isStatement(each)) return each
  return undefined
}

/** The statements of a block or module, in order. */
export const statementsIn = (block: SyntaxNode): readonly SyntaxNode[] => block.children.filter(isStatement)

/** Every statement of the tree, parents first, in source order. */
export const allStatements = (root: SyntaxNode): readonly SyntaxNode[] => [...walk(root)].filter(isStatement)

/**
 * What of a statement runs when control reaches it, without the statements inside: the condition of an `if`, the head
 * of a `for`. A definition's own part is its name, defaults and decorators.
 */
export const ownParts = (statement: SyntaxNode): readonly SyntaxNode[] =>
  statement.children.filter(({ kind }) => kind !== 'block' && (kind === 'with_clause' || !kind.endsWith('_clause')))

/** The blocks directly inside a compound statement, with those of its `elif`, `else`, `except` and `finally` clauses. */
export const blocksOf = (statement: SyntaxNode): readonly SyntaxNode[] =>
  statement.children.flatMap((each) =>
    each.kind === 'block'
      ? [each]
      : each.kind.endsWith('_clause') || each.kind.endsWith('_definition')
        ? blocksOf(each)
        : [],
  )

/** The function definition or lambda whose frame runs this node: `undefined` at module level. */
export const functionOf = (node: SyntaxNode): SyntaxNode | undefined => {
  let inner = node
  for (const each of ancestors(node)) {
    const inside = inner.field === 'body' || (inner.kind === 'block' && each.kind === 'function_definition')
    if ((each.kind === 'function_definition' || each.kind === 'lambda') && inside) return each
    inner = each
  }
  return undefined
}

/** The parameters of a function definition or lambda, in order, with the nodes that make them up. */
export const parametersOf = (definition: SyntaxNode): readonly Parameter[] =>
  (child(definition, 'parameters')?.children ?? []).flatMap((node): Parameter[] => {
    if (!node.named || node.kind === 'comment') return []
    const marker = node.kind === 'positional_separator' || node.kind === 'keyword_separator'
    const inner = node.kind === 'typed_parameter' ? (node.children.find((each) => each.named) ?? node) : node
    const star = inner.kind === 'list_splat_pattern' ? '*' : inner.kind === 'dictionary_splat_pattern' ? '**' : ''
    const name = child(node, 'name') ?? (star === '' ? inner : inner.children.find((each) => each.named))
    const value = child(node, 'value')
    const annotation = child(node, 'type')
    return name === undefined ? [] : [{ node, name: marker ? '' : name.text, star, marker, value, annotation }]
  })

export interface Parameter {
  readonly node: SyntaxNode
  readonly name: string
  readonly star: '' | '*' | '**'
  /** A bare `/` or `*`, which names nothing. */
  readonly marker: boolean
  readonly value: SyntaxNode | undefined
  readonly annotation: SyntaxNode | undefined
}
