import type { Blame } from '../../../core/feedback.ts'
import type { Span } from '../../../core/span.ts'
import { spanKey } from '../../../core/span.ts'
import type { Trace } from '../../../core/trace.ts'
import type { SyntaxNode } from '../../../syntax/syntax-node.ts'
import { isStatement, ownParts } from '../../../syntax/statement.ts'
import { suspicion } from './agreement.ts'
import type { Findings } from './evidence.ts'
import { entryCheck } from './trace-facts.ts'

const most = 10

/** Suspect places, most suspect first. */
export const blameFor = (findings: Findings): readonly Blame[] => {
  const all = [
    ...failures(findings),
    ...ofSuspects(findings),
    ...ofSlips(findings),
    ...ofWorlds(findings),
    ...ofTrace(findings),
  ].sort((a, b) => b.weight - a.weight)
  const seen = new Set<string>()
  const kept = all.filter(({ span }) => {
    const key = spanKey(span)
    const known = seen.has(key)
    seen.add(key)
    return !known
  })
  return kept.slice(0, most).map((each) => ({
    ...each,
    evidence: each.evidence.length > 0 ? each.evidence : stepsAt(each.span, findings.execution?.trace),
  }))
}

const failures = ({ failure }: Findings): readonly Blame[] =>
  failure?.places.map(({ span, weight }) => ({ span, weight, reason: failure.reason, evidence: [] })) ?? []

const ofSuspects = ({ suspects = [] }: Findings): readonly Blame[] =>
  suspects.map(({ node, gain, note, plain }) => ({
    span: spanOf(node),
    weight: 0.1 + (plain ? 0.9 : 0.85) * gain,
    reason: `the program would say what the question means with ${note}`,
    evidence: [],
  }))

const ofSlips = ({ layout, words, unused, agreement, suspects = [] }: Findings): readonly Blame[] => {
  const doubt = agreement === undefined ? 1 : (suspects[0]?.gain ?? 0) > 0.8 ? 0.4 : 0.7
  return [
    ...layout.map(({ node, weight, reason }) => ({ span: spanOf(node), weight, reason, evidence: [] })),
    ...[...words, ...unused].map(({ node, weight, reason }) => ({
      span: spanOf(node),
      weight: weight * doubt,
      reason,
      evidence: [],
    })),
  ]
}

/** Statements that run in worlds where the program is wrong rather than in the others. */
const ofWorlds = ({ agreement }: Findings): readonly Blame[] => {
  if (agreement === undefined || agreement.wrong.length === 0) return []
  return Array.from(suspicion(agreement), ([node, score]) => ({
    span: spanOf(node),
    weight: 0.25 * score * (node.kind === 'function_definition' ? 0.3 : 1),
    reason: 'it runs where the program is wrong',
    evidence: [],
  }))
}

const ofTrace = ({ facts, agreement }: Findings): readonly Blame[] =>
  facts.map(({ span, weight, reason, evidence }) => ({
    span,
    weight: agreement === undefined ? weight : weight / 2,
    reason,
    evidence,
  }))

/** Of a compound statement only its head is meant. */
const spanOf = (node: SyntaxNode): Span => {
  if (!isStatement(node)) return node.span
  const own = ownParts(node)
  const last = own.filter(({ kind }) => kind !== ':').at(-1)
  return last === undefined ? node.span : { from: node.span.from, to: last.span.to }
}

/** What the last execution saw there. */
const stepsAt = (span: Span, trace: Trace | undefined): Blame['evidence'] => {
  const key = spanKey(span)
  const steps =
    trace?.steps.filter((step) => spanKey(step.at) === key && (step.kind === 'value' || step.kind === 'branch')) ?? []
  return steps.slice(0, 3).map((step) => ({
    checkId: entryCheck,
    stepId: step.id,
    text:
      step.kind === 'value'
        ? `→ ${step.value.text}`
        : step.kind === 'branch'
          ? `→ ${step.taken ? 'true' : 'false'}`
          : '',
  }))
}
