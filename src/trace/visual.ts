import type { Execution } from '../core/execution.ts'
import type { Changed, Step, Trace } from '../core/trace.ts'
import { renderNumbered } from './numbered.ts'
import { withPatchNames } from './patch-names.ts'
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
 * The compact view of a visual program's run: patches are told once, by a short name with label, box and confidence (`dog p3
 * 300,40,400,240 0.91`: left, lower, right, upper), then by line number what each statement changed and what its parts gave; loops
 * are folded to their first, last and new turns. Where a budget is too small for all, lines of the backward slice from the answer or the exception come first, and a mark
 * says which were left out.
 */
export const renderVisual = (execution: Execution, source: string, options: VisualViewOptions = {}): string => {
  const { maxTokens = Infinity, countTokens = (text: string) => Math.ceil(text.length / 4) } = options
  const { trace } = execution
  if (trace === undefined) return ''
  const patches = patchesOf(execution.tools === undefined ? [] : readVisionCalls(execution.tools))
  const named: Trace = { ...trace, steps: afterLoading(trace.steps).map(withNames) }
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
  const body = renderNumbered(trace, source)
  const mentioned = [...patches.values()].filter(({ id }) => new RegExp(`\\bp${id}\\b`).test(body))
  return [...legend(patches, mentioned), ...(note === '' ? [] : [note]), body].join('\n')
}

/** `dog p1 10,5,60,90 p2 70,5,120,90 0.91`: things of one call on one line, with the image where it is not the first. */
const legend = (all: ReadonlyMap<number, MadePatch>, mentioned: readonly MadePatch[]): readonly string[] => {
  const calls = new Map<number, MadePatch[]>()
  // A list is told by its first and last item: those between are mentioned too.
  const [from, to] = [Math.min(...mentioned.map(({ id }) => id)), Math.max(...mentioned.map(({ id }) => id))]
  for (const patch of all.values())
    if (patch.id >= from && patch.id <= to) calls.set(patch.madeBy.id, [...(calls.get(patch.madeBy.id) ?? []), patch])
  return [...calls.values()].map((made) => [labelOf(made[0]!), ...made.map(patchText)].join(' '))
}

const labelOf = ({ label, image, madeBy }: MadePatch): string =>
  `${label ?? (madeBy.op === 'open' ? 'image' : 'crop')}${image > 0 ? ` (image ${image})` : ''}`

const patchText = ({ id, box, confidence }: MadePatch): string => {
  const sides = [box.left, box.lower, box.right, box.upper].map((side) => Math.round(side)).join(',')
  return `p${id} ${sides}${confidence !== undefined && confidence < 1 ? ` ${confidence.toFixed(2)}` : ''}`
}

/** The loading of the program, which is before the first call, says nothing. */
const afterLoading = (steps: readonly Step[]): readonly Step[] =>
  steps.slice(
    Math.max(
      0,
      steps.findIndex((step) => step.kind === 'call'),
    ),
  )

const withNames = (step: Step): Step => {
  if ('changed' in step) return { ...step, changed: namedAll(step.changed) }
  return 'value' in step ? { ...step, value: withPatchNames(step.value) } : step
}

const namedAll = (changed: Changed): Changed =>
  Object.fromEntries(Object.entries(changed).map(([name, view]) => [name, withPatchNames(view)]))

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
