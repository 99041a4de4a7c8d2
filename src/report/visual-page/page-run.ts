import type { Execution, Outcome } from '../../core/execution.ts'
import { limitNames } from '../../core/execution.ts'
import type { Blame } from '../../core/feedback.ts'
import type { Covered, Step } from '../../core/trace.ts'
import { withPatchNames } from '../../trace/patch-names.ts'
import { sourceLines } from '../../trace/source-lines.ts'
import { patchesOf, readVisionCalls } from '../../trace/vision-calls.ts'
import { pageCall } from './page-calls.ts'
import { pageFrames } from './page-frames.ts'
import { pageLoops } from './page-loops.ts'
import type { PageRun } from './page-model.ts'
import { pagePatch } from './page-patch.ts'
import { emptyShelf, pageSpan, pageStep } from './page-steps.ts'

export interface RunFacts {
  readonly title: string
  readonly source: string
  /** Without one there are no steps. */
  readonly execution?: Execution
  readonly blame: readonly Blame[]
  /** Of the images, in pixels. */
  readonly heights: readonly number[]
}

/** All that the page knows of one run. Throws `EngineError` (engine) where its calls are not those of the vision toolset. */
export function pageRun({ title, source, execution, blame, heights }: RunFacts): PageRun {
  const lines = sourceLines(source.trimEnd())
  const steps = afterLoading(execution?.trace?.steps ?? [])
  const shelf = emptyShelf()
  const calls = execution?.tools === undefined ? [] : readVisionCalls(execution.tools)
  const loops = pageLoops(steps, lines, (span) => shelf.placeOf(span))
  const { frames, frameOf } = pageFrames(steps, lines, loops)
  const patches = [...patchesOf(calls).values()].map(
    (patch) => [patch.id, pagePatch(patch, heights[patch.image] ?? 0)] as const,
  )
  const truncated = execution?.trace?.truncated
  return {
    title,
    lines: Array.from({ length: lines.count }, (_, index) => lines.text(index + 1)),
    ran: timesRan(execution?.trace?.coverage ?? [], lines.count),
    steps: steps.map((step, index) => pageStep(step, frameOf[index]!, shelf)),
    spans: shelf.spans,
    values: shelf.values,
    frames,
    loops,
    calls: calls.map((call) => pageCall(call, (id) => stepWithId(steps, id))),
    patches: Object.fromEntries(patches),
    blame: blame.map(({ span, reason }) => ({ at: pageSpan(span), reason })),
    end: endOf(execution?.outcome),
    ...(truncated && { gap: { dropped: truncated.dropped, after: stepWithId(steps, truncated.after) } }),
  }
}

/** The loading of the program, which is before the first call, says nothing; where nothing was called it is all there is. */
export const afterLoading = (steps: readonly Step[]): readonly Step[] =>
  steps.slice(
    Math.max(
      0,
      steps.findIndex(({ kind }) => kind === 'call'),
    ),
  )

/** The index of the step with that id; where it was not kept, of the next one that was. */
export function stepWithId(steps: readonly Step[], id: number): number {
  let [low, high] = [0, Math.max(0, steps.length - 1)]
  while (low < high) {
    const middle = (low + high) >> 1
    if (steps[middle]!.id < id) low = middle + 1
    else high = middle
  }
  return low
}

function timesRan(coverage: readonly Covered[], count: number): number[] {
  const ran = Array.from({ length: count }, () => 0)
  for (const { at, kind, count: times } of coverage)
    if (kind === 'statement') ran[at.from.line - 1] = Math.max(ran[at.from.line - 1] ?? 0, times)
  return ran
}

function endOf(outcome: Outcome | undefined): string {
  if (outcome === undefined) return 'It was not run.'
  switch (outcome.kind) {
    case 'returned':
      return outcome.value === undefined ? 'It returned.' : `It returned ${withPatchNames(outcome.value).text}.`
    case 'raised':
      return `It raised ${outcome.error}: ${outcome.message}`
    case 'rejected':
      return `It could not be run: ${outcome.error}: ${outcome.message}`
    case 'exceeded':
      return `It was stopped: its ${limitNames[outcome.limit]} ran out.`
    case 'exited':
      return `It left with exit code ${outcome.code}.`
    case 'crashed':
      return `It crashed with ${outcome.signal}.`
    case 'blocked':
      return `The sandbox stopped it: ${outcome.what}`
  }
}
