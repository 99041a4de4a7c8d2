import type { Execution } from '../../../core/execution.ts'
import type { Evidence } from '../../../core/feedback.ts'
import type { Span } from '../../../core/span.ts'
import { spanKey } from '../../../core/span.ts'
import type { Step } from '../../../core/trace.ts'
import { readVisionCalls } from '../../../trace/vision-calls.ts'

/** Something that the last execution shows, and that right programs show less often. */
export interface TraceFact {
  readonly span: Span
  /** From 0 to 1. */
  readonly weight: number
  readonly reason: string
  readonly evidence: readonly Evidence[]
}

/** The check under which steps of the entry are cited. */
export const entryCheck = 'entry'

const evidence = ({ id }: Step, text: string): Evidence => ({ checkId: entryCheck, stepId: id, text })

/** Searches that found nothing wherever they were made, and conditions that always came out the same over many turns. */
export const traceFacts = (execution: Execution): readonly TraceFact[] => [
  ...emptySearches(execution),
  ...oneSided(execution),
]

function* emptySearches({ tools, trace }: Execution): Generator<TraceFact> {
  const byName = new Map<string, { found: number; readonly stepIds: number[] }>()
  const searches = tools?.calls.filter(({ op }) => op === 'find') ?? []
  for (const call of readVisionCalls({ calls: searches })) {
    if (call.op !== 'find') continue
    const known = byName.get(call.name) ?? { found: 0, stepIds: [] }
    known.found += call.made.length
    if (call.stepId !== undefined) known.stepIds.push(call.stepId)
    byName.set(call.name, known)
  }
  const steps = new Map(trace?.steps.map((step) => [step.id, step]))
  for (const [name, { found, stepIds }] of byName) {
    const step = stepIds.map((id) => steps.get(id)).find((each) => each !== undefined)
    if (found === 0 && step !== undefined)
      yield {
        span: step.at,
        weight: 0.25,
        reason: `nothing in the image was found for '${name}'`,
        evidence: [evidence(step, `find('${name}') → []`)],
      }
  }
}

function* oneSided({ trace }: Execution): Generator<TraceFact> {
  const branches = new Map<string, { readonly first: Step; readonly taken: Set<boolean>; count: number }>()
  for (const step of trace?.steps ?? []) {
    if (step.kind !== 'branch') continue
    const key = spanKey(step.at)
    const known = branches.get(key) ?? { first: step, taken: new Set<boolean>(), count: 0 }
    known.taken.add(step.taken)
    known.count++
    branches.set(key, known)
  }
  for (const { first, taken, count } of branches.values())
    if (taken.size === 1 && count >= 3) {
      const came = taken.has(true) ? 'true' : 'false'
      yield {
        span: first.at,
        weight: 0.12,
        reason: `this came out ${came} all ${count} times`,
        evidence: [evidence(first, `→ ${came}, ${count} times`)],
      }
    }
}
