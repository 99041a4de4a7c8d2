import { spanKey } from '../core/span.ts'
import type { Step, Trace } from '../core/trace.ts'
import { clip, shorten } from './clip.ts'
import type { Budget } from './clip.ts'
import { sourceLines } from './source-lines.ts'
import type { SourceLines } from './source-lines.ts'
import { cutText, shownItems } from './thin.ts'

export interface BlocksOptions extends Budget {
  /** Show every turn of every loop. Default false: turns that do nothing new are left out. */
  readonly allTurns?: boolean
  /** Characters of one value. Default 120. */
  readonly maxValue?: number
}

/**
 * The run as basic blocks: stretches of statements that control entered at the top and left at the end, with the
 * variables before and after each (Zhong et al., "Debug like a human", 2024). Equal blocks have equal numbers; a state
 * that stands as that after the block before is not said again.
 */
export const renderBlocks = (trace: Trace, source: string, options: BlocksOptions = {}): string => {
  const page: Page = {
    source: sourceLines(source),
    maxValue: options.maxValue ?? 120,
    lines: [],
    numbers: new Map(),
    heads: new Map(),
    frames: [],
    ended: true,
  }
  for (const item of shownItems(trace, options.allTurns === true)) {
    if (item.kind === 'gap') say(page, `# … ${item.dropped} steps were not kept …`)
    else if (item.kind === 'cut') say(page, `# line ${item.at.from.line}: ${cutText(item)}`)
    else add(page, item)
  }
  close(page)
  return clip(page.lines, options)
}

interface Page {
  readonly source: SourceLines
  readonly maxValue: number
  readonly lines: string[]
  /** By the place where a block begins. */
  readonly numbers: Map<string, number>
  /** By line: the text of the statement that starts there. */
  readonly heads: Map<number, string>
  readonly frames: Frame[]
  open?: Block
  /** Control does not go straight on to the next statement. */
  ended: boolean
}

interface Frame {
  readonly name: string
  readonly state: Map<string, string>
}

interface Block {
  readonly depth: number
  readonly indent: number
  readonly key: string
  readonly before: string
  readonly statements: string[]
}

const frameAt = ({ frames }: Page, depth: number): Frame => (frames[depth] ??= { name: '', state: new Map() })

const stateText = (page: Page, depth: number): string => {
  const state = [...frameAt(page, depth).state].map(([name, text]) => `${name}=${shorten(text, page.maxValue)}`)
  return `# ${state.join(' ')}`.trimEnd()
}

const close = (page: Page): void => {
  if (!page.open) return
  const { depth, key, before, statements } = page.open
  delete page.open
  const number = page.numbers.get(key) ?? page.numbers.size
  page.numbers.set(key, number)
  const isSaid = page.lines.at(-1) === before
  page.lines.push(`[BLOCK-${number}]${frameAt(page, depth).name}`, ...(isSaid ? [] : [before]), ...statements)
  page.lines.push(stateText(page, depth))
}

const say = (page: Page, text: string): void => {
  close(page)
  page.ended = true
  page.lines.push(text)
}

/** Adds a statement to the block that is open, where control went straight on to it, or else opens one. */
const put = (page: Page, { depth, at }: Step, text: string): void => {
  const indent = page.source.indent(at.from.line)
  if (page.ended || page.open?.depth !== depth || page.open.indent !== indent) {
    close(page)
    page.open = { depth, indent, key: spanKey(at), before: stateText(page, depth), statements: [] }
  }
  page.ended = false
  page.open?.statements.push(`${' '.repeat(indent)}${text}`)
}

const note = (page: Page, step: Step): void => {
  if (!('changed' in step)) return
  for (const [name, { text }] of Object.entries(step.changed)) frameAt(page, step.depth).state.set(name, text)
}

/** The head of a loop is a block of its own each time that control comes back to it. */
const turn = (page: Page, step: Step & { readonly kind: 'iterate' }): void => {
  if (!page.source.isLoopHead(step.at)) return
  if (step.iteration > 1) {
    page.ended = true
    put(page, step, page.heads.get(step.at.from.line) ?? page.source.at(step.at))
  }
  note(page, step)
  page.ended = true
}

const add = (page: Page, step: Step): void => {
  switch (step.kind) {
    case 'call':
      close(page)
      page.frames[step.depth] = { name: ` in ${step.name}`, state: new Map() }
      page.ended = true
      return note(page, step)
    case 'line':
      page.heads.set(step.at.from.line, page.source.at(step.at))
      put(page, step, page.source.at(step.at))
      return note(page, step)
    case 'iterate':
      return turn(page, step)
    case 'branch':
      page.ended = true
      return
    case 'return':
    case 'yield':
      return say(page, `# ${step.kind} ${shorten(step.value.text, page.maxValue)}`)
    case 'raise':
      return say(page, `# ${step.caught ? 'caught' : 'raised'} ${shorten(step.error, page.maxValue)}`)
    case 'value':
      return
  }
}
