import type { Changed, Step } from '../core/trace.ts'
import { snooperBlocks } from './snooper-blocks.ts'
import type { SnooperBlocks } from './snooper-blocks.ts'
import type { SourceLines } from './source-lines.ts'

export interface SnooperStyle {
  /** The depth that has no indentation. */
  readonly outermost: number
  readonly maxVariableLength: number
  readonly stamp: string
}

export interface SnooperWriter {
  add(index: number): void
  say(text: string): void
  finish(): readonly string[]
}

/** One activation of a function as PySnooper sees it. */
interface Frame {
  readonly depth: number
  readonly home: number
  readonly reprs: Map<string, string>
  readonly blocks: SnooperBlocks
  /** Variables that changed since the last event was written. */
  readonly pending: Map<string, string>
  lastLine: number
  /** The line from which an exception looks for a handler, 0 for none. */
  raisedAt: number
  /** How it will end, unless more of it comes. */
  ending: { readonly text: string; readonly event: boolean } | undefined
}

export const snooperWriter = (source: SourceLines, steps: readonly Step[], style: SnooperStyle): SnooperWriter => {
  const lines: string[] = []
  const frames: (Frame | undefined)[] = []
  const waiting: Frame[] = []

  const write = (frame: Frame, text: string): void => {
    lines.push(`${' '.repeat(4 * (frame.depth - style.outermost))}${text}`)
  }
  const tell = (frame: Frame, newish: string): void => {
    for (const [name, text] of frame.pending) {
      const before = frame.reprs.get(name)
      if (before !== text) write(frame, `${before === undefined ? newish : 'Modified var:.. '}${name} = ${text}`)
      frame.reprs.set(name, text)
    }
    frame.pending.clear()
  }
  const event = (frame: Frame, kind: string, line: number): void => {
    tell(frame, kind === 'call' ? 'Starting var:.. ' : 'New var:....... ')
    write(frame, `${style.stamp}${kind.padEnd(9)} ${String(line).padStart(4)} ${source.text(line)}`)
    frame.lastLine = line
  }
  const pass = (frame: Frame, passed: readonly number[]): void => {
    for (const line of passed) event(frame, 'line', line)
  }
  const note = (frame: Frame, changed: Changed): void => {
    for (const [name, { text }] of Object.entries(changed))
      frame.pending.set(name, shortish(text, style.maxVariableLength))
  }

  /** The frames above this depth have ended: what they ended with is written now. */
  const endAbove = (depth: number): void => {
    for (const frame of frames.splice(depth + 1).toReversed()) {
      if (!frame?.ending) continue
      if (frame.ending.event) {
        pass(frame, frame.blocks.leave(source.isReturn(frame.lastLine)))
        event(frame, 'return', frame.lastLine)
      } else tell(frame, 'New var:....... ')
      write(frame, frame.ending.text)
    }
  }
  const enter = (step: Step & { readonly kind: 'call' }): void => {
    endAbove(step.depth - 1)
    const frame = newFrame(source, step)
    frames[step.depth] = frame
    note(frame, step.changed)
    event(frame, 'call', step.at.from.line)
    if (step.name === '<lambda>') event(frame, 'line', step.at.from.line)
  }
  const pause = (frame: Frame, step: Step & { readonly kind: 'yield' }): void => {
    const set = new Map(frame.pending)
    frame.pending.clear()
    event(frame, 'return', frame.lastLine)
    write(frame, `Return value:.. ${shortish(step.value.text, style.maxVariableLength)}`)
    // what `x = yield y` sets, it sets once it goes on
    for (const [name, text] of set) frame.pending.set(name, text)
    frames.length = frame.depth
    waiting.push(frame)
  }
  /** A generator goes on: to PySnooper that is another call. */
  const goOn = (index: number): Frame | undefined => {
    const step = steps[index]!
    const at = waiting.findLastIndex(
      ({ home, depth }) => depth === step.depth && home === source.home(step.at.from.line),
    )
    const frame = waiting[at]
    if (!frame) return undefined
    waiting.splice(at, 1)
    driveLoop(index)
    frames[step.depth] = frame
    const set = new Map(frame.pending)
    frame.pending.clear()
    for (const [name, text] of frame.reprs) write(frame, `Starting var:.. ${name} = ${text}`)
    event(frame, 'call', frame.lastLine)
    for (const [name, text] of set) frame.pending.set(name, text)
    return frame
  }
  /** The loop that asks a generator for more comes by its head before the generator goes on. */
  const driveLoop = (index: number): void => {
    const { depth } = steps[index]!
    const parent = frames[depth - 1]
    const next = steps.slice(index).find((step) => step.depth < depth)
    if (parent && (next === undefined || next.depth < depth - 1 || next.kind === 'iterate' || next.kind === 'line')) {
      pass(parent, parent.blocks.advance(next?.at.from.line ?? 0))
    }
  }
  const current = (index: number): Frame => {
    const step = steps[index]!
    endAbove(step.depth)
    return frames[step.depth] ?? goOn(index) ?? (frames[step.depth] = newFrame(source, step))
  }

  const line = (frame: Frame, step: Step & { readonly kind: 'line' }): void => {
    const { line: number } = step.at.from
    const handlers = frame.raisedAt === 0 ? { tried: [], from: 0 } : source.handlers(frame.raisedAt, number)
    frame.raisedAt = handlers.from
    if (frame.ending?.event === false) frame.ending = undefined
    pass(frame, [...frame.blocks.enter(number, frame.lastLine), ...handlers.tried])
    if (handlers.tried.at(-1) !== number) event(frame, 'line', number)
    note(frame, step.changed)
  }
  const raise = (frame: Frame, step: Step & { readonly kind: 'raise' }): void => {
    event(frame, 'exception', step.at.from.line)
    write(frame, `Exception:..... ${shortish(step.error, style.maxVariableLength)}`)
    frame.raisedAt = step.at.from.line
    frame.ending = step.caught ? undefined : { text: 'Call ended by exception', event: false }
  }

  const add = (index: number): void => {
    const step = steps[index]!
    if (step.kind === 'call') return enter(step)
    const frame = current(index)
    switch (step.kind) {
      case 'line':
        return line(frame, step)
      case 'iterate':
        pass(frame, frame.blocks.turn(step.at))
        return source.isLoopHead(step.at) ? note(frame, step.changed) : undefined
      case 'branch':
      case 'value':
        return pass(frame, frame.blocks.test(step.at))
      case 'yield':
        return pause(frame, step)
      case 'return':
        frame.ending = { text: `Return value:.. ${shortish(step.value.text, style.maxVariableLength)}`, event: true }
        return
      case 'raise':
        return raise(frame, step)
    }
  }
  return {
    add,
    say: (text) => void lines.push(text),
    finish: () => {
      endAbove(-1)
      return lines
    },
  }
}

const shortish = (text: string, max: number): string => {
  const flat = text.replaceAll(/[\r\n]/g, '')
  if (flat.length <= max) return flat
  const left = Math.floor((max - 3) / 2)
  return `${flat.slice(0, left)}...${flat.slice(flat.length - (max - 3 - left))}`
}

const newFrame = (source: SourceLines, { depth, at }: Step): Frame => ({
  depth,
  home: source.home(at.from.line),
  reprs: new Map(),
  blocks: snooperBlocks(source),
  pending: new Map(),
  lastLine: at.from.line,
  raisedAt: 0,
  ending: undefined,
})
