import type { Changed, Step } from '../core/trace.ts'
import { snooperBlocks } from './snooper-blocks.ts'
import type { SnooperBlocks } from './snooper-blocks.ts'
import type { SourceLines } from './source-lines.ts'

export interface SnooperPage {
  readonly source: SourceLines
  readonly lines: string[]
  /** The depth that has no indentation. */
  readonly outermost: number
  readonly maxVariableLength: number
  /** Put before each event. */
  readonly stamp: string
}

/** One activation of a function as PySnooper sees it. */
export interface SnooperFrame {
  readonly depth: number
  /** The line of its `def`. */
  readonly home: number
  readonly reprs: Map<string, string>
  readonly blocks: SnooperBlocks
  /** Variables that changed since the last event was written. */
  readonly pending: Map<string, string>
  lastLine: number
  /** The line from which an exception looks for a handler, 0 for none. */
  raisedAt: number
  /** How it will end, unless more of it comes: a `return` is an event, the end by an exception is none. */
  ending: { readonly text: string; readonly isReturn: boolean } | undefined
}

export const snooperFrame = (source: SourceLines, { depth, at }: Step): SnooperFrame => ({
  depth,
  home: source.home(at.from.line),
  reprs: new Map(),
  blocks: snooperBlocks(source),
  pending: new Map(),
  lastLine: at.from.line,
  raisedAt: 0,
  ending: undefined,
})

export const write = (page: SnooperPage, { depth }: SnooperFrame, text: string): void => {
  page.lines.push(`${' '.repeat(4 * (depth - page.outermost))}${text}`)
}

/** Writes an event, and before it the variables that changed since the last one. */
export const event = (page: SnooperPage, frame: SnooperFrame, kind: string, line: number): void => {
  tell(page, frame, kind === 'call' ? 'Starting var:.. ' : 'New var:....... ')
  write(page, frame, `${page.stamp}${kind.padEnd(9)} ${String(line).padStart(4)} ${page.source.text(line)}`)
  frame.lastLine = line
}

export const tell = (page: SnooperPage, frame: SnooperFrame, newish = 'New var:....... '): void => {
  for (const [name, text] of frame.pending) {
    const before = frame.reprs.get(name)
    if (before !== text) write(page, frame, `${before === undefined ? newish : 'Modified var:.. '}${name} = ${text}`)
    frame.reprs.set(name, text)
  }
  frame.pending.clear()
}

/** The interpreter comes by these lines. */
export const pass = (page: SnooperPage, frame: SnooperFrame, passed: readonly number[]): void => {
  for (const line of passed) event(page, frame, 'line', line)
}

export const note = (page: SnooperPage, frame: SnooperFrame, changed: Changed): void => {
  for (const [name, { text }] of Object.entries(changed)) frame.pending.set(name, shortish(page, text))
}

/** Writes how the frame ended. */
export const end = (page: SnooperPage, frame: SnooperFrame): void => {
  const { ending, blocks } = frame
  if (!ending) return
  if (ending.isReturn) {
    pass(page, frame, blocks.leave(page.source.isReturn(frame.lastLine)))
    event(page, frame, 'return', frame.lastLine)
  } else tell(page, frame)
  write(page, frame, ending.text)
}

/** What is set before the work is held back until after it. */
export const holdingBack = (frame: SnooperFrame, work: () => void): void => {
  const held = [...frame.pending]
  frame.pending.clear()
  work()
  for (const [name, text] of held) frame.pending.set(name, text)
}

/** A repr as PySnooper shortens it. */
export const shortish = ({ maxVariableLength: max }: SnooperPage, text: string): string => {
  const flat = text.replaceAll(/[\r\n]/g, '')
  if (flat.length <= max) return flat
  const left = Math.floor((max - 3) / 2)
  return `${flat.slice(0, left)}...${flat.slice(flat.length - (max - 3 - left))}`
}
