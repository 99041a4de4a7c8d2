import type { Blame, Evidence } from '../../core/feedback.ts'
import { spanContains } from '../../core/span.ts'
import type { Span } from '../../core/span.ts'
import { isCompound } from '../../syntax/statement.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { Signal, SignalKind } from './contrast.ts'
import { headOf, prior } from './prior.ts'

/** How much each kind of signal says, at full strength. */
const trust: Readonly<Record<SignalKind, number>> = {
  spectrum: 1,
  value: 0.3,
  first: 0.1,
  flow: 1,
  origin: 1,
  site: 1,
  spin: 1.5,
}

const MAX_BLAME = 20
const MAX_REASONS = 3
const MAX_EVIDENCE = 6

/**
 * One blame for each unit: its prior times the sum of the strongest signal of each kind. The span is the expression of
 * its strongest signal that has one, else the statement, or its head where it holds others.
 */
export const rank = (signals: readonly Signal[]): readonly Blame[] => {
  const units = new Map<SyntaxNode, Signal[]>()
  for (const signal of signals) {
    const known = units.get(signal.unit)
    if (known === undefined) units.set(signal.unit, [signal])
    else known.push(signal)
  }
  const scored = [...units].map(([unit, all]) => {
    const ordered = strongest(all).sort((a, b) => force(b) - force(a))
    return { unit, all, ordered, score: prior(unit) * ordered.reduce((sum, signal) => sum + force(signal), 0) }
  })
  const top = Math.max(...scored.map(({ score }) => score))
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || sites(b.all) - sites(a.all) || a.unit.from - b.unit.from)
    .slice(0, MAX_BLAME)
    .map(({ unit, all, ordered, score }) => ({
      span: spanOf(unit, all),
      weight: score / top,
      reason: told(ordered.map(({ reason }) => reason))
        .slice(0, MAX_REASONS)
        .join('; '),
      evidence: distinct(ordered.flatMap(({ evidence }) => evidence)).slice(0, MAX_EVIDENCE),
    }))
}

/** Without those that another one says with more words. */
const told = (reasons: readonly string[]): readonly string[] =>
  reasons.filter((reason) => !reasons.some((other) => other !== reason && other.includes(reason)))

/** Of two that are as suspect as each other, the place of the exception comes first. */
const sites = (signals: readonly Signal[]): number => signals.filter(({ kind }) => kind === 'site').length

const force = ({ kind, strength }: Signal): number => trust[kind] * strength

const distinct = (evidence: readonly Evidence[]): readonly Evidence[] => [
  ...new Map(evidence.map((each) => [`${each.stepId} ${each.checkId}`, each])).values(),
]

/** Of each kind the strongest; sites, first states and endless runs of several checks add up. */
const strongest = (signals: readonly Signal[]): Signal[] => {
  const byKind = new Map<SignalKind, Signal>()
  for (const signal of signals) {
    const known = byKind.get(signal.kind)
    const adds = signal.kind === 'site' || signal.kind === 'origin' || signal.kind === 'first' || signal.kind === 'spin'
    if (known === undefined) byKind.set(signal.kind, signal)
    else if (adds)
      byKind.set(signal.kind, {
        ...known,
        strength: Math.min(1, known.strength + signal.strength),
        evidence: [...known.evidence, ...signal.evidence],
      })
    else if (known.strength < signal.strength) byKind.set(signal.kind, signal)
  }
  return [...byKind.values()]
}

/** An expression only where runs differ in whether they reach it, though they all reach the statement. */
const spanOf = (unit: SyntaxNode, signals: readonly Signal[]): Span => {
  const whole = isCompound(unit) || unit.kind === 'elif_clause' ? headOf(unit).span : unit.span
  const places = signals.filter(
    ({ kind, span }) => kind === 'spectrum' && span !== undefined && spanContains(unit.span, span),
  )
  const reached = places.find(({ span }) => spanContains(span!, whole))
  const exact = places.find(({ strength, span }) => spanContains(whole, span!) && strength > (reached?.strength ?? 1))
  return exact?.span ?? whole
}
