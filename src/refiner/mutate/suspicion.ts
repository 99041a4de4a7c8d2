import type { CheckResult, Outcome } from '../../core/execution.ts'
import type { Blame, Feedback } from '../../core/feedback.ts'
import { spanContains } from '../../core/span.ts'
import type { Position } from '../../core/span.ts'
import { functionOf, isStatement } from '../../syntax/statement.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { ancestors } from '../../syntax/syntax-node.ts'

/** How suspect a place is, from 0 (a failing check never ran it) to 1. */
export type Suspicion = (node: SyntaxNode) => number

/** What critics did not name can still be at fault, but comes later. */
const unnamed = 0.1

const hunch = 0.3

/** Joins the blame of all critics, each scaled so that its first suspect weighs 1; without blame all that ran is alike. */
export const suspicionOf = (feedback: readonly Feedback[], failing: readonly CheckResult[]): Suspicion => {
  const blame = feedback.flatMap(scaled)
  const ran = placesThatRan(failing)
  const known = new Map<SyntaxNode, number>()
  const weigh = (node: SyntaxNode): number => {
    if (ran.size > 0 && !reached(node, ran)) return 0
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

/** Where statements begin that some failing check ran; empty where no trace tells. */
const placesThatRan = (failing: readonly CheckResult[]): ReadonlySet<string> => {
  const places = new Set<string>()
  if (failing.some(({ trace, outcome }) => trace === undefined || isOverflow(outcome))) return places
  for (const { trace } of failing)
    for (const { at, kind } of trace?.coverage ?? []) if (kind === 'statement') places.add(key(at.from))
  return places
}

/** Where the stack overflows, the tracer may have been the last straw: its coverage can lack the place. */
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
