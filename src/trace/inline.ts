import type { Step, Trace } from '../core/trace.ts'
import { clip, shorten } from './clip.ts'
import type { Budget } from './clip.ts'
import { isTold, sourceLines } from './source-lines.ts'
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
    return found?.size ? `${text.padEnd(width)}  # ${comment(found, options.maxOccurrences ?? 6)}` : text
  })
  if (shown.at(-1) === '') shown.pop()
  if (trace.truncated) shown.push(`# ${trace.truncated.dropped} steps were not kept: their values are missing above`)
  return clip(shown, options)
}

/** By what is told, as it stands before the values (`x = `, `x > 0 → `, `return `): the values in order. */
type Notes = Map<string, string[]>

const notesByLine = (steps: readonly Step[], source: SourceLines, maxValue: number): ReadonlyMap<number, Notes> => {
  const lines = new Map<number, Notes>()
  for (const step of steps) {
    const line = lines.get(step.at.from.line) ?? new Map<string, string[]>()
    lines.set(step.at.from.line, line)
    for (const [what, value] of notesOf(step, source)) {
      const text = shorten(value, maxValue)
      const values = line.get(what)
      if (values) values.push(text)
      else line.set(what, [text])
    }
  }
  return lines
}

const notesOf = (step: Step, source: SourceLines): readonly (readonly [string, string])[] => {
  switch (step.kind) {
    case 'call':
    case 'line':
    case 'iterate':
      return Object.entries(step.changed).map(([name, { text }]) => [`${name} = `, text])
    case 'branch':
      return [[`${source.at(step.at)} → `, step.taken ? 'True' : 'False']]
    case 'value':
      return isTold(source, step.at) ? [] : [[`${source.at(step.at)} → `, step.value.text]]
    case 'return':
    case 'yield':
      return [[`${step.kind} `, step.value.text]]
    case 'raise':
      return [[step.caught ? 'caught ' : 'raised ', step.error]]
  }
}

const longestNoted = (source: SourceLines, notes: ReadonlyMap<number, Notes>): number =>
  [...notes].reduce((most, [line, { size }]) => (size > 0 ? Math.max(most, source.text(line).length) : most), 0)

const comment = (notes: Notes, maxOccurrences: number): string =>
  [...notes].map(([what, values]) => `${what}${listed(values, maxOccurrences)}`).join('; ')

const listed = (values: readonly string[], max: number): string => {
  if (values.length <= max) return values.join(' | ')
  const last = Math.max(1, Math.floor(max / 3))
  const first = max - last
  const left = values.length - first - last
  return [...values.slice(0, first), `… ${left} more …`, ...values.slice(-last)].join(' | ')
}
