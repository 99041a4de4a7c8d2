import type { Blame } from '../../core/feedback.ts'
import type { Span } from '../../core/span.ts'
import { spanContains } from '../../core/span.ts'
import type { SyntaxTree } from '../../syntax/python.ts'
import { nodeAt } from '../../syntax/python.ts'
import { scopesOf } from '../../syntax/scope.ts'
import { allStatements, statementOf } from '../../syntax/statement.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { enclosing } from '../../syntax/syntax-node.ts'

/** How suspect a place is, from 0 to 1. */
export type Suspicion = (span: Span) => number

/** Of the blame of an expression: what its own statement, a statement one dependence away, and any other keep. */
const share = { statement: 0.7, dependence: 0.5, anywhere: 0.12 }

/**
 * Blame of the critics as suspicion of every place: the blamed spans first, then their statements, then what those
 * depend on or feed (by names and by control, each step half as suspect), then all the rest.
 */
export const suspicionOf = (tree: SyntaxTree, blame: readonly Blame[]): Suspicion => {
  const top = Math.max(0, ...blame.map(({ weight }) => weight))
  if (top <= 0) return () => 1
  const byStatement = spread(tree, blame, top)
  return (span) => {
    const statement = statementOf(nodeAt(tree, span))
    const exact = blame.filter((each) => spanContains(each.span, span) || spanContains(span, each.span))
    const own = statement === undefined ? 0 : (byStatement.get(statement) ?? 0)
    return Math.max(share.anywhere, own, ...exact.map(({ weight, span: at }) => (weight / top) * closeness(at, span)))
  }
}

/** Nearly all blame for a place inside the blamed one, less the longer the blamed one is. */
const closeness = (blamed: Span, span: Span): number =>
  blamed.from.line === blamed.to.line || spanContains(span, blamed) ? 1 : share.statement

const spread = (tree: SyntaxTree, blame: readonly Blame[], top: number): ReadonlyMap<SyntaxNode, number> => {
  const weights = new Map<SyntaxNode, number>()
  for (const { span, weight } of blame) {
    const statement = statementOf(nodeAt(tree, span))
    if (statement === undefined || statement.kind === 'function_definition') continue
    weights.set(statement, Math.max(weights.get(statement) ?? 0, share.statement * (weight / top)))
  }
  const near = neighbours(tree)
  const queue = [...weights.keys()]
  for (let at = 0; at < queue.length; at++) {
    const weight = weights.get(queue[at]!)! * share.dependence
    for (const next of near(queue[at]!)) {
      if ((weights.get(next) ?? 0) >= weight || weight < share.anywhere) continue
      weights.set(next, weight)
      queue.push(next)
    }
  }
  return weights
}

/** Statements that share a variable which one of them sets, and those that decide whether a statement runs. */
const neighbours = (tree: SyntaxTree): ((statement: SyntaxNode) => readonly SyntaxNode[]) => {
  const { uses } = scopesOf(tree.root)
  const placed = uses.flatMap((use) => {
    const statement = statementOf(use.node)
    return statement === undefined ? [] : [{ ...use, statement }]
  })
  const statements = allStatements(tree.root)
  return (statement) => {
    const own = placed.filter((use) => use.statement === statement)
    const linked = placed.filter((use) =>
      own.some((mine) => mine.name === use.name && (mine.binds || use.binds) && use.statement !== statement),
    )
    const decider = enclosing(statement, 'if_statement', 'for_statement', 'while_statement')
    const decided = statements.filter((each) => enclosing(each, 'if_statement', 'for_statement') === statement)
    return [
      ...new Set([...linked.map((use) => use.statement), ...decided, ...(decider === undefined ? [] : [decider])]),
    ]
  }
}
