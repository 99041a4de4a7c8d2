import type { Changed, Step, Trace } from '../core/trace.ts'
import type { Cut } from './thin.ts'
import { thin } from './thin.ts'
import { clip, shorten } from './clip.ts'
import type { Budget } from './clip.ts'
import { sourceLines } from './source-lines.ts'
import type { SourceLines } from './source-lines.ts'

export interface CompactOptions extends Budget {
  /** Show every turn of every loop. Default false: turns that do nothing new are left out. */
  readonly allTurns?: boolean
  /** Characters of one value. Default 120. */
  readonly maxValue?: number
}

/** One line for each statement that ran: its number, its text, and what it changed, decided or gave. */
export const renderCompact = (trace: Trace, source: string, options: CompactOptions = {}): string => {
  const writer = compactWriter(sourceLines(source), options.maxValue ?? 120)
  const items = options.allTurns === true ? trace.steps : thin(trace.steps)
  for (const item of items) {
    if (trace.truncated && item.kind !== 'cut' && item.id > trace.truncated.after) writer.gap(trace.truncated.dropped)
    writer.add(item)
  }
  return clip(writer.lines(), options)
}

const WIDTH = 40

const compactWriter = (source: SourceLines, maxValue: number) => {
  const lines: string[] = []
  let open: { depth: number; text: string; notes: string[] } | undefined
  /** By depth: the statement that runs, so that what comes after a call in it can be told from a new one. */
  const running: (number | undefined)[] = []
  let gapSaid = false

  const flush = (): void => {
    if (!open) return
    const notes = open.notes.filter((note) => note !== '')
    lines.push(notes.length === 0 ? open.text : `${open.text.padEnd(WIDTH)}  ${notes.join('; ')}`)
    open = undefined
  }
  const start = (depth: number, text: string): void => {
    flush()
    open = { depth, text: `${'  '.repeat(depth)}${text}`, notes: [] }
  }
  const numbered = (line: number, text: string): string => `${String(line).padStart(4)}  ${text}`
  const note = (step: Step, text: string): void => {
    if (open?.depth !== step.depth || running[step.depth] === undefined)
      start(step.depth, numbered(step.at.from.line, '↳'))
    running[step.depth] = step.at.from.line
    open?.notes.push(text)
  }
  const short = (text: string) => shorten(text, maxValue)
  const changes = (changed: Changed) =>
    Object.entries(changed)
      .map(([name, { text }]) => `${name} = ${short(text)}`)
      .join(', ')

  const step = (each: Step): void => {
    switch (each.kind) {
      case 'call':
        return start(each.depth, `call ${each.name}(${changes(each.changed)})`)
      case 'line':
        start(each.depth, numbered(each.at.from.line, source.at(each.at)))
        running[each.depth] = each.at.from.line
        return void open?.notes.push(changes(each.changed))
      case 'iterate':
        return note(each, [`#${each.iteration}`, changes(each.changed)].filter(Boolean).join(' '))
      case 'branch':
        return note(each, `${short(source.at(each.at))} is ${each.taken ? 'True' : 'False'}`)
      case 'value':
        return note(each, `${short(source.at(each.at))} → ${short(each.value.text)}`)
      case 'return':
      case 'yield':
        return start(each.depth, `${each.kind} ${short(each.value.text)}`)
      case 'raise':
        return note(each, `${each.caught ? 'caught' : 'raised'} ${short(each.error)}`)
    }
  }
  const cut = ({ depth, at, firstTurn, lastTurn, steps }: Cut): void => {
    start(
      depth,
      numbered(at.from.line, `… turns ${firstTurn} to ${lastTurn} like those before: ${steps} steps left out …`),
    )
    flush()
  }

  return {
    add: (item: Step | Cut) => (item.kind === 'cut' ? cut(item) : step(item)),
    gap: (dropped: number) => {
      if (gapSaid) return
      gapSaid = true
      flush()
      lines.push(`… ${dropped} steps were not kept …`)
    },
    lines: () => {
      flush()
      return lines
    },
  }
}
