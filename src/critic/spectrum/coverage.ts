import type { Evidence } from '../../core/feedback.ts'
import { spanKey } from '../../core/span.ts'
import type { Span } from '../../core/span.ts'
import type { Step, Trace } from '../../core/trace.ts'
import { shares } from './contrast.ts'
import type { Contrast, Signal } from './contrast.ts'
import { normalise } from './formulas.ts'
import type { Counts, Formula } from './formulas.ts'

/** A place in the program, or one outcome of a condition, and how many runs of each kind came by. */
export interface Place {
  readonly span: Span
  /** Set where the place is a condition that came out this way. */
  readonly taken?: boolean
  readonly counts: Counts
  /** The first step of a failing run there. */
  readonly evidence: readonly Evidence[]
}

interface Visit {
  readonly span: Span
  readonly taken?: boolean
  readonly first?: Step
}

/** The program spectrum: statements, expressions and branch outcomes that at least one failing run came by. */
export const spectrum = ({ failing, passing }: Contrast): readonly Place[] => {
  const places = new Map<string, { visit: Visit; evidence: readonly Evidence[]; ef: number; ep: number }>()
  for (const run of failing)
    for (const [key, visit] of visits(run.trace)) {
      const known = places.get(key)
      if (known !== undefined) known.ef++
      else places.set(key, { visit, evidence: visit.first ? [run.evidence(visit.first)] : [], ef: 1, ep: 0 })
    }
  for (const { trace } of passing)
    for (const key of visits(trace).keys()) {
      const known = places.get(key)
      if (known !== undefined) known.ep++
    }
  return [...places.values()].map(({ visit: { span, taken }, evidence, ef, ep }) => ({
    span,
    ...(taken !== undefined && { taken }),
    counts: { ef, ep, nf: failing.length - ef, np: passing.length - ep },
    evidence,
  }))
}

/** Where a run came by. Spans of one place are one object in a trace, so a key is made once for each. */
const visits = ({ coverage, steps }: Trace): ReadonlyMap<string, Visit> => {
  const first = new Map<Span, Step>()
  const outcomes = { true: new Map<Span, Step>(), false: new Map<Span, Step>() }
  for (const step of steps) {
    if (!first.has(step.at)) first.set(step.at, step)
    if (step.kind === 'branch' && !outcomes[`${step.taken}`].has(step.at)) outcomes[`${step.taken}`].set(step.at, step)
  }
  const found = new Map<string, Visit>()
  for (const { at } of coverage) found.set(spanKey(at), { span: at })
  for (const [span, step] of first) if (found.has(spanKey(span))) found.set(spanKey(span), { span, first: step })
  for (const taken of [true, false])
    for (const [span, step] of outcomes[`${taken}`])
      found.set(`${spanKey(span)} ${taken}`, { span, taken, first: step })
  return found
}

/** Suspicion by similarity of coverage and failure. Without a passing run there is nothing to tell places apart by. */
export const spectrumSignals = (contrast: Contrast, formula: Formula): readonly Signal[] => {
  if (contrast.passing.length === 0) return []
  const places = spectrum(contrast)
  const scores = normalise(places.map(({ counts }) => formula(counts)))
  return places.flatMap(({ span, taken, counts, evidence }, index): Signal[] => {
    const unit = contrast.table.unitAt(span)
    if (unit === undefined) return []
    const what = taken === undefined ? 'ran' : `came out ${taken ? 'True' : 'False'}`
    const reason = `${what} in ${shares(contrast, counts.ef, counts.ep)}`
    return [{ kind: 'spectrum', unit, span, strength: scores[index]!, reason, evidence }]
  })
}
