import type { Span } from '../../core/span.ts'
import { spanKey } from '../../core/span.ts'
import type { Step, ValueView } from '../../core/trace.ts'
import { shorten } from '../../trace/clip.ts'
import { withPatchNames } from '../../trace/patch-names.ts'
import type { PageSpan, PageStep, PageValue } from './page-model.ts'

/** Characters of a value that are shown. */
const mostText = 400

/** Equal places and equal values are embedded once. */
export interface Shelf {
  readonly spans: PageSpan[]
  readonly values: PageValue[]
  placeOf(span: Span): number
  numberOf(view: ValueView): number
}

export function emptyShelf(): Shelf {
  const [spans, values]: [PageSpan[], PageValue[]] = [[], []]
  const [places, numbers] = [new Map<string, number>(), new Map<string, number>()]
  return {
    spans,
    values,
    placeOf: (span) => numberIn(places, spanKey(span), () => spans.push(pageSpan(span))),
    numberOf: (view) => {
      const value = pageValue(view)
      return numberIn(numbers, JSON.stringify(value), () => values.push(value))
    },
  }
}

/** `add` gives the count after it added. */
function numberIn(known: Map<string, number>, key: string, add: () => number): number {
  const number = known.get(key) ?? add() - 1
  known.set(key, number)
  return number
}

export const pageSpan = ({ from, to }: Span): PageSpan => [from.line, from.column, to.line, to.column]

function pageValue(view: ValueView): PageValue {
  const { type, text, objects = [] } = withPatchNames(view)
  return { type, text: shorten(text, mostText), ...(objects.length > 0 && { objects }) }
}

export function pageStep(step: Step, frame: number, shelf: Shelf): PageStep {
  const changed = 'changed' in step ? Object.entries(step.changed) : []
  const note = noteOf(step)
  return {
    kind: step.kind,
    at: shelf.placeOf(step.at),
    depth: step.depth,
    frame,
    ...(changed.length > 0 && { changed: changed.map(([name, view]) => [name, shelf.numberOf(view)] as const) }),
    ...('value' in step && { value: shelf.numberOf(step.value) }),
    ...(note !== undefined && { note }),
  }
}

function noteOf(step: Step): string | undefined {
  if (step.kind === 'call') return step.name
  if (step.kind === 'branch') return step.taken ? 'True' : 'False'
  if (step.kind === 'iterate') return String(step.iteration)
  return step.kind === 'raise' ? `${step.caught ? 'caught ' : ''}${shorten(step.error, mostText)}` : undefined
}
