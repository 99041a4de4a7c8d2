import type { Changed, Step, Trace } from '../core/trace.ts'
import { clip } from './clip.ts'
import type { Budget } from './clip.ts'
import { snooperBlocks } from './snooper-blocks.ts'
import type { SnooperBlocks } from './snooper-blocks.ts'
import { sourceLines } from './source-lines.ts'
import type { SourceLines } from './source-lines.ts'

export interface PysnooperOptions extends Budget {
  /** Functions in one another that are shown, from the outermost on. Default: all. PySnooper's own default is 1. */
  readonly depth?: number
  /** Characters of one value. Default 1,000. */
  readonly maxVariableLength?: number
  /** Put before each event in place of PySnooper's time: `''` leaves it out. Default `''`. */
  readonly timestamp?: string
}

/**
 * The text that PySnooper 1.2.3 prints, but for its times. It reports the interpreter's line events, of which a trace
 * lacks those that run nothing: heads of loops that are come back to, `try:`, `except …:` and the end of a `with`. These
 * are found in the source, for statements that stand on lines of their own.
 */
export const renderPysnooper = (trace: Trace, source: string, options: PysnooperOptions = {}): string => {
  const outermost = trace.steps.reduce(
    (least, step) => (step.kind === 'call' ? Math.min(least, step.depth) : least),
    Infinity,
  )
  const deepest = outermost + (options.depth ?? Infinity)
  const writer = snooperWriter(sourceLines(source), outermost, options)
  let gapSaid = false
  for (const step of trace.steps) {
    if (!gapSaid && trace.truncated && step.id > trace.truncated.after) {
      gapSaid = true
      writer.say(`… ${trace.truncated.dropped} steps were not kept …`)
    }
    if (step.depth >= outermost && step.depth < deepest) writer.add(step)
  }
  return clip(writer.lines, options)
}

/** One activation of a function as PySnooper sees it. */
interface Frame {
  readonly reprs: Map<string, string>
  readonly blocks: SnooperBlocks
  /** Variables that changed since the last event was written. */
  pending: Map<string, string>
  lastLine: number
  raised: Step | undefined
}

const snooperWriter = (source: SourceLines, outermost: number, options: PysnooperOptions) => {
  const { maxVariableLength = 1_000, timestamp = '' } = options
  const lines: string[] = []
  const frames: (Frame | undefined)[] = []
  const indent = (depth: number) => ' '.repeat(4 * (depth - outermost))

  const repr = (text: string): string => {
    const flat = text.replaceAll(/[\r\n]/g, '')
    if (flat.length <= maxVariableLength) return flat
    const left = Math.floor((maxVariableLength - 3) / 2)
    return `${flat.slice(0, left)}...${flat.slice(flat.length - (maxVariableLength - 3 - left))}`
  }
  const tell = (frame: Frame, depth: number, newish: string): void => {
    for (const [name, text] of frame.pending) {
      const before = frame.reprs.get(name)
      if (before === text) continue
      lines.push(`${indent(depth)}${before === undefined ? newish : 'Modified var:.. '}${name} = ${text}`)
      frame.reprs.set(name, text)
    }
    frame.pending = new Map()
  }
  const event = (frame: Frame, depth: number, kind: string, line: number): void => {
    tell(frame, depth, kind === 'call' ? 'Starting var:.. ' : 'New var:....... ')
    const stamp = timestamp === '' ? '' : `${timestamp} `
    lines.push(`${indent(depth)}${stamp}${kind.padEnd(9)} ${String(line).padStart(4)} ${source.text(line)}`)
    frame.lastLine = line
  }
  const frameAt = (depth: number): Frame => (frames[depth] ??= newFrame(source))
  const note = (frame: Frame, changed: Changed): void => {
    for (const [name, { text }] of Object.entries(changed)) frame.pending.set(name, repr(text))
  }
  const pass = (frame: Frame, depth: number, passed: readonly number[]): void => {
    for (const line of passed) event(frame, depth, 'line', line)
  }

  const add = (step: Step): void => {
    const { depth, at } = step
    if (step.kind === 'call') {
      const frame = (frames[depth] = newFrame(source))
      note(frame, step.changed)
      return event(frame, depth, 'call', at.from.line)
    }
    const frame = frameAt(depth)
    switch (step.kind) {
      case 'line': {
        const caught = frame.raised ? frame.blocks.caught(frame.raised.at.from.line, at.from.line) : []
        frame.raised = undefined
        pass(frame, depth, [...frame.blocks.enter(at.from.line), ...caught])
        if (caught.at(-1) !== at.from.line) event(frame, depth, 'line', at.from.line)
        return note(frame, step.changed)
      }
      case 'iterate':
        pass(frame, depth, frame.blocks.turn(at))
        return frame.blocks.isTurn(at) ? note(frame, step.changed) : undefined
      case 'branch':
      case 'value':
        return pass(frame, depth, frame.blocks.test(at))
      case 'return':
      case 'yield':
        pass(frame, depth, frame.blocks.leave(step.kind === 'return' && source.isReturn(at.from.line)))
        event(frame, depth, 'return', frame.lastLine)
        lines.push(`${indent(depth)}Return value:.. ${repr(step.value.text)}`)
        return
      case 'raise':
        return raise(frame, step)
    }
  }
  const raise = (frame: Frame, step: Step & { readonly kind: 'raise' }): void => {
    const { depth } = step
    event(frame, depth, 'exception', step.at.from.line)
    lines.push(`${indent(depth)}Exception:..... ${repr(step.error)}`)
    if (step.caught) frame.raised = step
    else lines.push(`${indent(depth)}Call ended by exception`)
  }
  return { lines, add, say: (text: string) => void lines.push(text) }
}

const newFrame = (source: SourceLines): Frame => ({
  reprs: new Map(),
  blocks: snooperBlocks(source),
  pending: new Map(),
  lastLine: 0,
  raised: undefined,
})
