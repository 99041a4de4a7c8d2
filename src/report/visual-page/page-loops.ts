import type { Span } from '../../core/span.ts'
import { spanContains, spanKey } from '../../core/span.ts'
import type { Step } from '../../core/trace.ts'
import type { SourceLines } from '../../trace/source-lines.ts'
import type { PageLoop } from './page-model.ts'

/** A loop that is being read; what it was run for is complete when it is closed. */
interface OpenLoop {
  readonly span: Span
  readonly depth: number
  readonly isStatement: boolean
  readonly from: number
  to: number
  readonly turns: { readonly number: number; readonly from: number }[]
}

/** Each time that a loop or comprehension ran, with its turns, in the order in which they began. `placeOf` gives the number of a span. */
export function pageLoops(
  steps: readonly Step[],
  source: SourceLines,
  placeOf: (span: Span) => number,
): readonly PageLoop[] {
  const all: OpenLoop[] = []
  const open: OpenLoop[] = []
  const starts = new Map<number, number>()
  for (const [index, step] of steps.entries()) {
    while (open.length > 0 && !isIn(open.at(-1)!, step, source)) open.pop()!.to = index
    if (step.kind === 'line') starts.set(step.depth, index)
    if (step.kind !== 'iterate') continue
    const known = open.findLast(({ span, depth }) => depth === step.depth && spanKey(span) === spanKey(step.at))
    if (known !== undefined) {
      while (open.at(-1) !== known) open.pop()!.to = index
      known.turns.push({ number: step.iteration, from: index })
      continue
    }
    const loop = opened(step, index, { isStatement: source.isLoopHead(step.at), steps, starts })
    all.push({ ...loop, to: steps.length })
    open.push(all.at(-1)!)
  }
  return all.map(({ span, ...loop }) => ({ at: placeOf(span), ...loop }))
}

interface Before {
  readonly isStatement: boolean
  readonly steps: readonly Step[]
  /** By depth: the index of the last statement. */
  readonly starts: ReadonlyMap<number, number>
}

/** The statement of a loop belongs to it, so that the table is there before its first turn. */
function opened(
  { at, depth, iteration }: Step & { readonly kind: 'iterate' },
  index: number,
  { isStatement, steps, starts }: Before,
): Omit<OpenLoop, 'to'> {
  const start = starts.get(depth) ?? index
  const isHead = isStatement && steps[start]?.at.from.line === at.from.line
  return { span: at, depth, isStatement, from: isHead ? start : index, turns: [{ number: iteration, from: index }] }
}

/** Whether a step is one of this run of a loop. */
function isIn({ span, depth, isStatement, turns }: OpenLoop, step: Step, source: SourceLines): boolean {
  if (step.depth !== depth) return step.depth > depth
  if (step.kind === 'call') return false
  const isHead = spanKey(step.at) === spanKey(span)
  if (step.kind === 'iterate' && isHead) return step.iteration > turns.at(-1)!.number
  // A comprehension is over when something around it has a value.
  if (!isStatement) return step.kind !== 'line' && !spanContains(step.at, span)
  const { line } = step.at.from
  if (step.kind === 'line' && line === span.from.line && step.at.from.column < span.from.column) return false
  return span.from.line <= line && line <= source.blockEnd(span.from.line)
}
