import type { CheckResult, Outcome } from '../../core/execution.ts'
import type { Blame, Feedback } from '../../core/feedback.ts'
import { spanContains } from '../../core/span.ts'
import type { Position } from '../../core/span.ts'
import type { Trace } from '../../core/trace.ts'
import { functionOf, isStatement } from '../../syntax/statement.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { ancestors } from '../../syntax/syntax-node.ts'

/** How suspect a place is, from 0 (a failing check never ran it) to 1. */
export type Suspicion = (node: SyntaxNode) => number

/** What critics did not name can still be at fault, but comes later. */
const unnamed = 0.1

/** Places that only some failing checks come by cannot mend the others, but may be one half of a mend. */
const half = 0.3

const hunch = 0.3

/** Joins the blame of all critics, each scaled so that its first suspect weighs 1; without blame all that ran is alike. */
export const suspicionOf = (feedback: readonly Feedback[], failing: readonly CheckResult[]): Suspicion => {
  const blame = feedback.flatMap(scaled)
  const runs = failing
    .filter(({ outcome }) => !isOverflow(outcome))
    .flatMap(({ trace }) => (trace === undefined ? [] : [placesOf(trace)]))
  const known = new Map<SyntaxNode, number>()
  const weigh = (node: SyntaxNode): number => {
    const reach = runs.filter((run) => reached(node, run)).length
    if (runs.length > 0 && reach === 0) return 0
    return (reach < runs.length ? half : 1) * blamed(node)
  }
  const blamed = (node: SyntaxNode): number => {
    if (blame.length === 0) return 1
    let most = unnamed
    for (const { span, weight } of blame) {
      const share = spanContains(span, node.span) ? 1 : spanContains(node.span, span) ? 0.8 : 0
      most = Math.max(most, share * (unnamed + (1 - unnamed) * weight))
    }
    return most
  }
  return (node) => {
    const weight = known.get(node) ?? weigh(node)
    known.set(node, weight)
    return weight
  }
}

/** A critic that is not sure of a fault has seen no run fail: its suspects are hunches. */
const scaled = ({ blame, verdict }: Feedback): readonly Blame[] => {
  const top = Math.max(0, ...blame.map(({ weight }) => weight))
  const share = verdict === 'fail' ? 1 : hunch
  return top === 0 ? [] : blame.map((each) => ({ ...each, weight: (share * each.weight) / top }))
}

const key = ({ line, column }: Position): string => `${line}:${column}`

/** Where the statements begin that one run came by. */
const placesOf = ({ coverage }: Trace): ReadonlySet<string> =>
  new Set(coverage.filter(({ kind }) => kind === 'statement').map(({ at }) => key(at.from)))

/** Where the stack overflows, the tracer may have been the last straw: its coverage can lack the place, and is left aside. */
const isOverflow = (outcome: Outcome): boolean => outcome.kind === 'raised' && outcome.error === 'RecursionError'

/** Only statements inside of functions are pruned: what a module does when it is loaded runs before any check. */
const reached = (node: SyntaxNode, ran: ReadonlySet<string>): boolean => {
  const home = functionOf(node)
  if (home === undefined || home.kind === 'lambda') return true
  for (const each of [node, ...ancestors(node)]) {
    if (isStatement(each) || each.kind === 'elif_clause')
      return each.kind.endsWith('_definition') || ran.has(key(each.span.from))
  }
  return true
}
