import type { Step, Trace } from '../core/trace.ts'
import { clip, shorten } from './clip.ts'
import type { Budget } from './clip.ts'
import { sourceLines } from './source-lines.ts'
import type { SourceLines } from './source-lines.ts'

export interface InlineOptions extends Budget {
  /** Occurrences listed for one thing; where there are more, the first and the last. Default 6. */
  readonly maxOccurrences?: number
  /** Characters of one value. Default 60. */
  readonly maxValue?: number
}

/** The source, each line with a comment that lists the values it made, in the order of its runs. */
export const renderInline = (trace: Trace, source: string, options: InlineOptions = {}): string => {
  const lines = sourceLines(source)
  const notes = notesByLine(trace.steps, lines, options.maxValue ?? 60)
  const width = Math.min(60, longestNoted(lines, notes))
  const shown = Array.from({ length: lines.count }, (_, index) => {
    const text = lines.text(index + 1)
    const found = notes.get(index + 1)
    return found ? `${text.padEnd(width)}  # ${comment(found, options.maxOccurrences ?? 6)}` : text
  })
  if (shown.at(-1) === '') shown.pop()
  if (trace.truncated) shown.push(`# ${trace.truncated.dropped} steps were not kept: their values are missing above`)
  return clip(shown, options)
}

/** By what is told (a name, an expression, `return`), the values in order. */
type Notes = Map<string, string[]>

const notesByLine = (steps: readonly Step[], source: SourceLines, maxValue: number): ReadonlyMap<number, Notes> => {
  const lines = new Map<number, Notes>()
  const note = (step: Step, what: string, value: string): void => {
    const line = lines.get(step.at.from.line) ?? new Map<string, string[]>()
    lines.set(step.at.from.line, line)
    const values = line.get(what)
    if (values) values.push(shorten(value, maxValue))
    else line.set(what, [shorten(value, maxValue)])
  }
  for (const step of steps) {
    if ('changed' in step) for (const [name, { text }] of Object.entries(step.changed)) note(step, name, text)
    if (step.kind === 'branch') note(step, source.at(step.at), step.taken ? 'True' : 'False')
    if (step.kind === 'value') note(step, source.at(step.at), step.value.text)
    if (step.kind === 'return' || step.kind === 'yield') note(step, step.kind, step.value.text)
    if (step.kind === 'raise') note(step, step.caught ? 'caught' : 'raised', step.error)
  }
  return lines
}

const longestNoted = (source: SourceLines, notes: ReadonlyMap<number, Notes>): number =>
  [...notes.keys()].reduce((most, line) => Math.max(most, source.text(line).length), 0)

const comment = (notes: Notes, maxOccurrences: number): string =>
  [...notes].map(([what, values]) => `${what} = ${listed(values, maxOccurrences)}`).join('; ')

const listed = (values: readonly string[], max: number): string => {
  if (values.length <= max) return values.join(' | ')
  const last = Math.max(1, Math.floor(max / 3))
  const first = max - last
  const left = values.length - first - last
  return [...values.slice(0, first), `… ${left} more …`, ...values.slice(-last)].join(' | ')
}
