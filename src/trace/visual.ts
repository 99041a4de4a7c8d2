import type { Execution } from '../core/execution.ts'
import type { Changed, Step, Trace, ValueView } from '../core/trace.ts'
import { renderCompact } from './compact.ts'
import { relevantLines } from './relevant-lines.ts'
import type { MadePatch } from './vision-calls.ts'
import { patchesOf, readVisionCalls } from './vision-calls.ts'

export interface VisualViewOptions {
  /** What the text may take. Spent on the lines that had an influence on the end of the run, nearest first. Default: no bound. */
  readonly maxTokens?: number
  /** Of a text. Default: one for four characters. */
  readonly countTokens?: (text: string) => number
}

/**
 * The compact view of a visual program's run: patches are told once, by a short name with label, box and confidence (`p3 dog
 * 300,40,400,240 0.91`: left, lower, right, upper), then each statement with the values of its parts; loops are folded to their first, last and new
 * turns. Where a budget is too small for all, lines of the backward slice from the answer or the exception come first, and a mark
 * says which were left out.
 */
export const renderVisual = (execution: Execution, source: string, options: VisualViewOptions = {}): string => {
  const { maxTokens = Infinity, countTokens = (text: string) => Math.ceil(text.length / 4) } = options
  const { trace } = execution
  if (trace === undefined) return ''
  const patches = patchesOf(execution.tools === undefined ? [] : readVisionCalls(execution.tools))
  const named: Trace = { ...trace, steps: trace.steps.flatMap(inProgram).map(withNames) }
  const fits = (text: string): boolean => countTokens(text) <= maxTokens
  const whole = page(named, source, patches)
  if (fits(whole)) return whole
  const distances = relevantLines(named, source)
  for (let far = Math.max(0, ...distances.values()); far >= 0; far--) {
    const kept = new Set([...distances].flatMap(([line, distance]) => (distance <= far ? [line] : [])))
    const text = page(narrowed(named, kept), source, patches, leftOut(named, kept))
    if (fits(text)) return text
  }
  const nearest = narrowed(named, new Set([...distances].flatMap(([line, distance]) => (distance === 0 ? [line] : []))))
  return shortened(page(nearest, source, patches), { fits })
}

const page = (trace: Trace, source: string, patches: ReadonlyMap<number, MadePatch>, note = ''): string => {
  const body = renderCompact(trace, source, { maxValue: 200, maxLines: Infinity, maxCharacters: Infinity })
    .split('\n')
    .map((line) => line.replaceAll(/ {2,}(?=\S)/g, (gap, at: number) => (at === 0 ? gap : '  ')))
    .join('\n')
  const mentioned = [...patches.values()].filter(({ id }) => new RegExp(`\\bp${id}\\b`).test(body))
  return [...mentioned.map(patchText), ...(note === '' ? [] : [note]), body].join('\n')
}

/** `p3 dog 300,40,400,240 0.91`; the image where it is not the first. */
const patchText = ({ id, image, box, label, confidence }: MadePatch): string =>
  [
    `p${id}`,
    label ?? (id === 0 ? 'image' : 'crop'),
    [box.left, box.lower, box.right, box.upper].map((side) => Math.round(side)).join(','),
    ...(image > 0 ? [`of image ${image}`] : []),
    ...(confidence !== undefined && confidence < 1 ? [confidence.toFixed(2)] : []),
  ].join(' ')

/** The loading of the program, which is before the first call, says nothing. */
const inProgram = (step: Step): readonly Step[] => (step.depth > 0 || step.kind === 'raise' ? [step] : [])

const withNames = (step: Step): Step => {
  if ('changed' in step) return { ...step, changed: namedAll(step.changed) }
  return 'value' in step ? { ...step, value: namedIn(step.value) } : step
}

const namedAll = (changed: Changed): Changed =>
  Object.fromEntries(Object.entries(changed).map(([name, view]) => [name, namedIn(view)]))

/** Each patch in the text by its short name. */
const namedIn = (view: ValueView): ValueView => {
  if (view.objects === undefined) return view
  const names = view.objects.values()
  return { ...view, text: view.text.replaceAll(/ImagePatch\([^()]*\)/g, (text) => patchName(names.next().value, text)) }
}

const patchName = (id: number | undefined, text: string): string => (id === undefined ? text : `p${id}`)

const narrowed = (trace: Trace, lines: ReadonlySet<number>): Trace => ({
  ...trace,
  steps: trace.steps.filter(({ kind, at }) => kind === 'call' || kind === 'return' || lines.has(at.from.line)),
})

const leftOut = ({ steps }: Trace, kept: ReadonlySet<number>): string => {
  const lines = [...new Set(steps.map(({ at }) => at.from.line))]
    .filter((line) => !kept.has(line))
    .toSorted((a, b) => a - b)
  return lines.length === 0
    ? ''
    : `… left out, since the answer does not depend on ${lines.length === 1 ? 'it' : 'them'} much: line${lines.length === 1 ? '' : 's'} ${lines.join(', ')} …`
}

/** The last resort: the end of the text, since that is where the answer is. */
const shortened = (text: string, { fits }: { readonly fits: (text: string) => boolean }): string => {
  const lines = text.split('\n')
  for (let from = 1; from < lines.length; from++) {
    const rest = [`… ${from} lines left out …`, ...lines.slice(from)].join('\n')
    if (fits(rest)) return rest
  }
  return ''
}
