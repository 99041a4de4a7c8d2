import type { Changed, Step, Trace } from '../core/trace.ts'
import { clip, shorten } from './clip.ts'
import type { Budget } from './clip.ts'
import { isTold, sourceLines } from './source-lines.ts'
import type { SourceLines } from './source-lines.ts'
import { cutText, thin } from './thin.ts'
import type { Cut } from './thin.ts'

export interface CompactOptions extends Budget {
  /** Show every turn of every loop. Default false: turns that do nothing new are left out. */
  readonly allTurns?: boolean
  /** Characters of one value. Default 120. */
  readonly maxValue?: number
}

/** One line for each statement that ran: its number, its text, and what it changed, decided or gave. */
export const renderCompact = (trace: Trace, source: string, options: CompactOptions = {}): string => {
  const writer = compactWriter(sourceLines(source), options.maxValue ?? 120)
  const { truncated } = trace
  let complete = true
  for (const item of options.allTurns === true ? trace.steps : thin(trace.steps)) {
    if (complete && truncated && item.kind !== 'cut' && item.id > truncated.after) {
      complete = false
      writer.say(`… ${truncated.dropped} steps were not kept …`)
    }
    writer.add(item)
  }
  return clip(writer.lines(), options)
}

/** Where the notes begin. */
const WIDTH = 40

interface Line {
  readonly depth: number
  readonly first: number
  readonly last: number
  readonly text: string
  readonly notes: string[]
}

const compactWriter = (source: SourceLines, maxValue: number) => {
  const lines: string[] = []
  /** By line: the text of the statement that starts there. */
  const heads = new Map<number, string>()
  let open: Line | undefined

  const flush = (): void => {
    if (!open) return
    const { depth, text, notes } = open
    open = undefined
    const left = `${'  '.repeat(depth)}${text}`
    lines.push(notes.length === 0 ? left : `${left.padEnd(WIDTH)}  ${notes.join('; ')}`)
  }
  const start = ({ depth, at }: Pick<Step, 'depth' | 'at'>, text: string): void => {
    flush()
    open = { depth, first: at.from.line, last: at.to.line, text, notes: [] }
  }
  const numbered = (line: number, text: string): string => `${String(line).padStart(4)}  ${text}`
  const short = (text: string): string => shorten(text, maxValue)

  /** A note to the statement that runs; where another was written last, on a line of its own. */
  const note = (step: Step, text: string, isNewTurn = false): void => {
    const line = step.at.from.line
    const goesOn = open?.depth === step.depth && open.first <= line && line <= open.last && !isNewTurn
    if (!goesOn) start(step, numbered(line, heads.get(line) ?? source.at(step.at)))
    if (text !== '') open?.notes.push(text)
  }
  const changes = (changed: Changed): string =>
    Object.entries(changed)
      .map(([name, { text }]) => `${name} = ${short(text)}`)
      .join(', ')
  const line = (step: Step & { readonly kind: 'line' }): void => {
    const text = source.at(step.at)
    heads.set(step.at.from.line, text)
    start(step, numbered(step.at.from.line, text))
    if (Object.keys(step.changed).length > 0) open?.notes.push(changes(step.changed))
  }
  const about = (step: Step, said: string): string =>
    isCondition(source, step) ? said : `${short(source.at(step.at))} → ${said}`

  const add = (step: Step): void => {
    switch (step.kind) {
      case 'call':
        return start(step, `call ${step.name}(${changes(step.changed)})`)
      case 'line':
        return line(step)
      case 'iterate':
        return note(step, `#${step.iteration} ${changes(step.changed)}`.trimEnd(), false)
      case 'branch':
        return note(
          step,
          about(step, step.taken ? 'True' : 'False'),
          open?.notes.some((each) => each.startsWith('#')),
        )
      case 'value':
        return isTold(source, step.at)
          ? undefined
          : note(step, `${short(source.at(step.at))} → ${short(step.value.text)}`)
      case 'return':
      case 'yield':
        return start(step, `${step.kind} ${short(step.value.text)}`)
      case 'raise':
        return note(step, `${step.caught ? 'caught' : 'raised'} ${short(step.error)}`)
    }
  }
  return {
    add: (item: Step | Cut) => {
      if (item.kind !== 'cut') return add(item)
      start(item, numbered(item.at.from.line, cutText(item)))
      return flush()
    },
    say: (text: string) => {
      flush()
      lines.push(text)
    },
    lines: () => {
      flush()
      return lines
    },
  }
}

/** The place is the whole condition of its statement: what is said of it needs no name. */
const isCondition = (source: SourceLines, { at: { from, to } }: Step): boolean => {
  const line = [...source.text(from.line)]
  const before = line.slice(0, from.column - 1).join('')
  return (
    from.line === to.line &&
    /^\s*(?:if|elif|while|assert)\s*$/.test(before) &&
    /^\s*(?:[:,]|$)/.test(line.slice(to.column - 1).join(''))
  )
}
