import type { Execution } from '../../core/execution.ts'
import type { Feedback } from '../../core/feedback.ts'
import { strongSuspects, suspectsOf } from '../blame-rank.ts'
import type { VisualReport } from '../visual-report.ts'
import type { PageModel, PageRun } from './page-model.ts'
import { afterLoading, pageRun, stepWithId } from './page-run.ts'

/** An image as the page carries it. `width` and `height` are those of the original, in pixels, whatever `href` holds. */
export interface PageImage {
  /** `left`, or the name of its file. */
  readonly name: string
  readonly width: number
  readonly height: number
  /** A data URI. */
  readonly href: string
}

export interface VisualPageData {
  readonly report: VisualReport
  /** In the order of `VisualTask.images`. */
  readonly images: readonly PageImage[]
  readonly before: Watched
  /** Only where the program was changed. */
  readonly after?: Watched
}

/** A program as it was run and judged. */
export interface Watched {
  readonly source: string
  readonly execution?: Execution
  readonly feedback: readonly Feedback[]
}

export function pageModel({ images, before, after }: VisualPageData): PageModel {
  const heights = images.map(({ height }) => height)
  const runs = (after === undefined ? [before] : [before, after]).map(({ source, execution, feedback }, index) =>
    pageRun({
      title: index === 0 ? 'Before' : 'After',
      source,
      blame: strongSuspects(suspectsOf(feedback)),
      heights,
      ...(execution && { execution }),
    }),
  )
  const parting = runs.length === 2 ? partingOf(runs[0]!, runs[1]!) : undefined
  return {
    images: images.map(({ name, width, height }) => ({ name, width, height })),
    runs,
    ...(parting !== undefined && { parting }),
    start: { run: 0, step: startOf(before, runs[0]!) },
  }
}

/** The step that the first suspect is blamed for, else the first on its line; where nothing is blamed the end, which is the answer. */
function startOf({ execution, feedback }: Watched, run: PageRun): number {
  const steps = afterLoading(execution?.trace?.steps ?? [])
  const end = Math.max(0, run.steps.length - 1)
  const suspect = feedback.some(({ verdict }) => verdict === 'fail') ? suspectsOf(feedback)[0] : undefined
  if (suspect === undefined) return end
  const [evidence] = suspect.evidence
  if (evidence !== undefined) return stepWithId(steps, evidence.stepId)
  const first = steps.findIndex(({ at }) => at.from.line === suspect.span.from.line)
  return first < 0 ? end : first
}

/** The first step at which two runs do another thing, or do it with another value. */
function partingOf(one: PageRun, other: PageRun): number | undefined {
  const most = Math.min(one.steps.length, other.steps.length)
  for (let index = 0; index < most; index++) if (toldOf(one, index) !== toldOf(other, index)) return index
  return one.steps.length === other.steps.length ? undefined : most
}

function toldOf({ steps, spans, values }: PageRun, index: number): string {
  const { kind, at, depth, changed = [], value, note } = steps[index]!
  const set = changed.map(([name, number]) => [name, values[number]?.text])
  return JSON.stringify([kind, spans[at]?.[0], depth, set, value === undefined ? '' : values[value]?.text, note])
}
