import type { Changed, Step, Trace } from '../core/trace.ts'
import { spanKey } from '../core/span.ts'
import { shorten } from './clip.ts'
import { isTold, sourceLines } from './source-lines.ts'
import type { SourceLines } from './source-lines.ts'
import { cutText, shownItems } from './thin.ts'

/** Characters of one value. */
const MAX_VALUE = 160

/**
 * The shortest view, for a reader who has the program at hand: statements by their line number, with the names that they changed and
 * the values of their parts. The text of a part is written the first time, later `…`. Loops are folded as in every view.
 */
export const renderNumbered = (trace: Trace, source: string): string => {
  const page: Page = { source: sourceLines(source), lines: [], told: new Set(), line: 0, depth: outermost(trace) }
  for (const item of shownItems(trace, false)) {
    if (item.kind === 'gap') page.lines.push(`… ${item.dropped} steps were not kept …`)
    else if (item.kind === 'cut') page.lines.push(cutText(item))
    else add(page, item)
  }
  return page.lines.join('\n')
}

interface Page {
  readonly source: SourceLines
  readonly lines: string[]
  /** Places whose text was written. */
  readonly told: Set<string>
  /** Of the statement that was written last. */
  line: number
  depth: number
}

const outermost = ({ steps }: Trace): number => steps.reduce((least, { depth }) => Math.min(least, depth), Infinity)

const add = (page: Page, step: Step): void => {
  switch (step.kind) {
    case 'call':
      // The entry is called with its images, which say nothing.
      if (step.depth > page.depth) start(page, step, `call ${step.name}(${changes(step.changed)})`)
      return
    case 'line':
      return start(page, step, changes(step.changed))
    case 'iterate':
      if (page.source.isLoopHead(step.at) && step.iteration > 1)
        return start(page, step, `#${step.iteration} ${changes(step.changed)}`)
      return say(page, step, `#${step.iteration} ${changes(step.changed)}`)
    case 'branch':
      return say(page, step, told(page, step, step.taken ? 'True' : 'False'))
    case 'value':
      return isTold(page.source, step.at) ? undefined : say(page, step, told(page, step, step.value.text))
    case 'return':
      return start(page, step, `return ${shorten(step.value.text, MAX_VALUE)}`)
    case 'yield':
      return start(page, step, `yield ${shorten(step.value.text, MAX_VALUE)}`)
    case 'raise':
      return start(page, step, `${step.caught ? 'caught' : 'raised'} ${shorten(step.error, MAX_VALUE)}`)
  }
}

/** `len(dogs) → 2`; where that place was told before, `→ 2`. */
const told = (page: Page, { at }: Step, value: string): string => {
  const key = spanKey(at)
  const known = page.told.has(key)
  page.told.add(key)
  return `${known ? '' : `${shorten(page.source.at(at), MAX_VALUE)} `}→ ${shorten(value, MAX_VALUE)}`
}

const changes = (changed: Changed): string =>
  Object.entries(changed)
    .map(([name, { text }]) => `${name}=${shorten(text, MAX_VALUE)}`)
    .join(' ')

const start = (page: Page, { at, depth }: Step, text: string): void => {
  const indent = ' '.repeat(Math.min(20, depth - page.depth))
  page.line = at.from.line
  page.lines.push(`${indent}${at.from.line} ${text}`.trimEnd())
}

/** On the line of its statement, where that was written last. */
const say = (page: Page, step: Step, text: string): void => {
  if (page.line !== step.at.from.line || page.lines.length === 0) start(page, step, '')
  const last = page.lines.length - 1
  page.lines[last] = `${page.lines[last]} ${text}`
}
