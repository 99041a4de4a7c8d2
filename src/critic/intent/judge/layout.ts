import type { SyntaxNode } from '../../../syntax/syntax-node.ts'
import { child, walk } from '../../../syntax/syntax-node.ts'
import { isStatement, statementsIn } from '../../../syntax/statement.ts'
import type { SyntaxTree } from '../../../syntax/python.ts'

/** Something about how the program is laid out that looks like a slip. */
export interface Slip {
  readonly node: SyntaxNode
  /** From 0 to 1. */
  readonly weight: number
  readonly reason: string
}

/** Statements that never run, and loops that never come to a second turn. */
export const slipsIn = (tree: SyntaxTree): readonly Slip[] => {
  const found: Slip[] = []
  for (const node of walk(tree.root)) {
    if (node.kind !== 'block') continue
    const all = statementsIn(node)
    const way = all.findIndex(leaves)
    if (way === -1) continue
    const out = all[way]!
    if (way < all.length - 1)
      found.push({ node: out, weight: 0.9, reason: 'it always leaves here, so what stands below never runs' })
    const loop = node.parent
    const last = way === all.length - 1
    if (last && loop?.kind === 'for_statement' && !goesOn(node))
      found.push({ node: out, weight: 0.92, reason: 'it leaves the loop in its first turn, whatever there is' })
    else if (
      last &&
      loop?.kind === 'else_clause' &&
      loop.parent?.kind === 'if_statement' &&
      loop.parent.parent?.parent?.kind === 'for_statement' &&
      leavesAll(loop.parent)
    )
      found.push({ node: out, weight: 0.5, reason: 'it leaves the loop in its first turn, whatever there is' })
  }
  return found
}

const leaves = (node: SyntaxNode): boolean =>
  node.kind === 'return_statement' || node.kind === 'break_statement' || node.kind === 'raise_statement'

const goesOn = (block: SyntaxNode): boolean => [...walk(block)].some(({ kind }) => kind === 'continue_statement')

/** Every branch of an `if` leaves. */
const leavesAll = (node: SyntaxNode): boolean =>
  node.children
    .flatMap((each) =>
      each.kind === 'block'
        ? [each]
        : each.kind === 'else_clause' || each.kind === 'elif_clause'
          ? each.children.filter(({ kind }) => kind === 'block')
          : [],
    )
    .every((block) => statementsIn(block).some(leaves))

/** Names that are bound and never read. */
export const unusedIn = (tree: SyntaxTree): readonly Slip[] => {
  const read = new Set<string>()
  const bound = new Map<string, SyntaxNode>()
  for (const node of walk(tree.root)) {
    if (node.kind !== 'identifier' || (node.parent?.kind === 'attribute' && node.field === 'attribute')) continue
    const binds = node.parent?.kind === 'assignment' && node.field === 'left'
    if (binds && !bound.has(node.text)) bound.set(node.text, node)
    if (!binds) read.add(node.text)
  }
  return [...bound]
    .filter(([name]) => !read.has(name) && name !== '_')
    .map(([name, node]) => ({
      node: statementAround(node),
      weight: 0.5,
      reason: `\`${name}\` is computed and never used`,
    }))
}

const statementAround = (node: SyntaxNode): SyntaxNode => {
  let at = node
  while (!isStatement(at) && at.parent !== undefined) at = at.parent
  return at
}

/** Where the raw image gets the name that is used as if it were a patch. */
export const rawImages = (tree: SyntaxTree): readonly SyntaxNode[] =>
  [...walk(tree.root)].filter(
    ({ kind, ...node }) =>
      kind === 'assignment' && /^image(_dict\[.*\]|_list\[.*\])?$/.test(child(node as SyntaxNode, 'right')?.text ?? ''),
  )
