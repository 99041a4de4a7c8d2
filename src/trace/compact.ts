import type { Span } from '../core/span.ts'
import type { Changed, Step, Trace } from '../core/trace.ts'
import { clip, shorten } from './clip.ts'
import type { Budget } from './clip.ts'
import { isTold, sourceLines } from './source-lines.ts'
import type { SourceLines } from './source-lines.ts'
import { cutText, shownItems } from './thin.ts'

export interface CompactOptions extends Budget {
  /** Show every turn of every loop. Default false: turns that do nothing new are left out. */
  readonly allTurns?: boolean
  /** Characters of one value. Default 120. */
  readonly maxValue?: number
}

/** One line for each statement that ran: its number, its text, and what it changed, decided or gave. */
export const renderCompact = (trace: Trace, source: string, options: CompactOptions = {}): string => {
  const page: Page = { source: sourceLines(source), maxValue: options.maxValue ?? 120, lines: [], heads: new Map() }
  for (const item of shownItems(trace, options.allTurns === true)) {
    if (item.kind === 'gap') say(page, `… ${item.dropped} steps were not kept …`)
    else if (item.kind === 'cut') say(page, indented(item.depth, numbered(item.at.from.line, cutText(item))))
    else add(page, item)
  }
  flush(page)
  return clip(page.lines, options)
}

interface Page {
  readonly source: SourceLines
  readonly maxValue: number
  readonly lines: string[]
  /** By line: the text of the statement that starts there. */
  readonly heads: Map<number, string>
  open?: Line
}

/** A line that may still get notes. */
interface Line {
  readonly depth: number
  readonly at: Span
  readonly text: string
  readonly notes: string[]
}

/** Where the notes begin. */
const WIDTH = 40

/** Calls in one another that are indented; from there on a number says how deep it is. */
const DEEPEST = 30

const indented = (depth: number, text: string): string =>
  depth <= DEEPEST ? `${'  '.repeat(depth)}${text}` : `${'  '.repeat(DEEPEST)}[${depth} deep] ${text}`
const numbered = (line: number, text: string): string => `${String(line).padStart(4)}  ${text}`

const flush = (page: Page): void => {
  if (!page.open) return
  const { depth, text, notes } = page.open
  delete page.open
  const left = indented(depth, text)
  page.lines.push(notes.length === 0 ? left : `${left.padEnd(WIDTH)}  ${notes.join('; ')}`)
}

const say = (page: Page, text: string): void => {
  flush(page)
  page.lines.push(text)
}

const start = (page: Page, { depth, at }: Step, text: string): Line => {
  flush(page)
  return (page.open = { depth, at, text, notes: [] })
}

/** A note to the statement that runs; where another was written last, on a line of its own. */
const note = (page: Page, step: Step, text: string): void => {
  const { open, heads, source } = page
  const { line } = step.at.from
  const goesOn = open?.depth === step.depth && open.at.from.line <= line && line <= open.at.to.line
  const target = goesOn ? open : start(page, step, numbered(line, heads.get(line) ?? source.at(step.at)))
  target.notes.push(text)
}

const add = (page: Page, step: Step): void => {
  const { source, maxValue, heads } = page
  const text = source.at(step.at)
  switch (step.kind) {
    case 'call':
      return void start(page, step, `call ${step.name}(${changes(page, step.changed)})`)
    case 'line':
      heads.set(step.at.from.line, text)
      start(page, step, numbered(step.at.from.line, text)).notes.push(...[changes(page, step.changed)].filter(Boolean))
      return
    case 'iterate':
      if (hasTurn(page) && !source.isLoopHead(step.at)) start(page, step, numbered(step.at.from.line, '↳'))
      return note(page, step, `#${step.iteration} ${changes(page, step.changed)}`.trimEnd())
    case 'branch':
      return decide(page, step)
    case 'value':
      if (!isTold(source, step.at))
        note(page, step, `${shorten(text, maxValue)} → ${shorten(step.value.text, maxValue)}`)
      return
    case 'return':
    case 'yield':
      return void start(page, step, `${step.kind} ${shorten(step.value.text, maxValue)}`)
    case 'raise':
      return note(page, step, `${step.caught ? 'caught' : 'raised'} ${shorten(step.error, maxValue)}`)
  }
}

const hasTurn = ({ open }: Page): boolean => open?.notes.some((each) => each.startsWith('#')) ?? false

/** The condition of a `while` begins a line in each turn. */
const decide = (page: Page, step: Step & { readonly kind: 'branch' }): void => {
  const said = step.taken ? 'True' : 'False'
  const isWhole = isCondition(page.source, step.at)
  if (isWhole && hasTurn(page)) flush(page)
  note(page, step, isWhole ? said : `${shorten(page.source.at(step.at), page.maxValue)} → ${said}`)
}

const changes = ({ maxValue }: Page, changed: Changed): string =>
  Object.entries(changed)
    .map(([name, { text }]) => `${name} = ${shorten(text, maxValue)}`)
    .join(', ')

/** The place is the whole condition of its statement: what is said of it needs no name. */
const isCondition = (source: SourceLines, { from, to }: Span): boolean => {
  const { before, after } = source.around({ from, to })
  return from.line === to.line && /^\s*(?:if|elif|while|assert)\s*$/.test(before) && /^\s*(?:[:,]|$)/.test(after)
}
