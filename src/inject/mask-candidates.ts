import type { Span } from '../core/span.ts'
import { unwrapped } from '../syntax/expression.ts'
import type { SyntaxTree } from '../syntax/python.ts'
import { statementsIn } from '../syntax/statement.ts'
import type { SyntaxNode } from '../syntax/syntax-node.ts'
import { child, walk } from '../syntax/syntax-node.ts'

/** What stands in the place of a masked part. */
export const MASK = '<MASKED>'

/** A part of a program that may be masked and written anew. */
export interface MaskCandidate {
  /** One to three statements that follow one another; the right-hand side of an assignment or `return`; the test of an `if`. */
  readonly kind: 'statements' | 'value' | 'test'
  readonly span: Span
}

/** Statements that one mask covers at most. */
const LONGEST_RUN = 3

/**
 * Every part of a program that VDebugger masks, in source order of what holds it: each run of one to three statements of
 * a body (that of a function, loop, `if`, `elif`, `with`; not an `else`, nor the module), the value of each assignment
 * and `return`, and the test of each `if` and `elif`. Opening an image, `x = ImagePatch(…)`, is never masked.
 * One is to be chosen uniformly at random.
 */
export const maskCandidates = (tree: SyntaxTree): readonly MaskCandidate[] =>
  [...walk(tree.root)].flatMap((node) => [...runs(tree, node), ...values(node), ...tests(node)])

/** The source with the span replaced by `<MASKED>`. */
export const maskAt = ({ source, lines }: Pick<SyntaxTree, 'source' | 'lines'>, { from, to }: Span): string =>
  source.slice(0, lines.offsetAt(from)) + MASK + source.slice(lines.offsetAt(to))

const runs = (tree: SyntaxTree, node: SyntaxNode): readonly MaskCandidate[] => {
  const body = bodyOf(node)
  const statements = body === undefined ? [] : statementsIn(body)
  return statements.flatMap((first, index) =>
    statements.slice(index, index + LONGEST_RUN).flatMap((last, more) => {
      const run = statements.slice(index, index + more + 1)
      if (run.some(opensImage)) return []
      return [{ kind: 'statements' as const, span: tree.lines.spanOf(first.from, last.to) }]
    }),
  )
}

/** The block that Python's own tree holds in the field `body`; what follows `else` or `finally` it keeps elsewhere. */
const bodyOf = (node: SyntaxNode): SyntaxNode | undefined => {
  if (node.kind === 'lambda' || node.kind === 'else_clause' || node.kind === 'finally_clause') return undefined
  return node.children.find(({ kind }) => kind === 'block')
}

const values = (node: SyntaxNode): readonly MaskCandidate[] => {
  const value = valueOf(node)
  return value === undefined || isImagePatch(value) ? [] : [{ kind: 'value', span: value.span }]
}

/** `a = b = x` is one assignment; `a: int = x` and `a += x` are none. */
const valueOf = (node: SyntaxNode): SyntaxNode | undefined => {
  if (node.kind === 'return_statement') {
    const value = node.children.find(({ named, kind }) => named && kind !== 'comment')
    return value && unwrapped(value)
  }
  if (node.kind !== 'assignment' || child(node, 'type') !== undefined) return undefined
  const right = child(node, 'right')
  return right === undefined || right.kind === 'assignment' ? undefined : unwrapped(right)
}

const tests = (node: SyntaxNode): readonly MaskCandidate[] => {
  const condition = node.kind === 'if_statement' || node.kind === 'elif_clause' ? child(node, 'condition') : undefined
  return condition === undefined ? [] : [{ kind: 'test', span: unwrapped(condition).span }]
}

const opensImage = (statement: SyntaxNode): boolean => {
  let at = statement.kind === 'expression_statement' ? statement.children[0] : undefined
  while (at?.kind === 'assignment') {
    const right = child(at, 'right')
    if (right !== undefined && isImagePatch(unwrapped(right))) return true
    at = right
  }
  return false
}

const isImagePatch = (node: SyntaxNode): boolean =>
  node.kind === 'call' && child(node, 'function')?.text === 'ImagePatch'
