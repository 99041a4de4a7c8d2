import type { Span } from '../core/span.ts'
import type { SourceLines } from './source-lines.ts'

/**
 * The blocks that one activation of a function is in. Each method tells the lines of heads that the interpreter comes
 * by, in order, before what happens next: it counts them as lines that run.
 */
export interface SnooperBlocks {
  /** A statement on this line starts. */
  enter(line: number): readonly number[]
  /** A loop begins a turn; the place is that of the `iterate` step. */
  turn(at: Span): readonly number[]
  /** The place is that of a turn of a loop statement, not of a comprehension. */
  isTurn(at: Span): boolean
  /** Something in the head of a loop is evaluated. */
  test(at: Span): readonly number[]
  /** The function ends: with a `return`, or past its last statement. */
  leave(byReturn: boolean): readonly number[]
  /** An exception that came up on one line was caught, and the handler goes on on another. */
  caught(from: number, to: number): readonly number[]
}

interface Block {
  readonly kind: 'for' | 'while' | 'with'
  readonly line: number
  readonly end: number
  turns: number
  /** How often its head was reported. */
  heads: number
  broken: boolean
}

export const snooperBlocks = (source: SourceLines): SnooperBlocks => {
  const blocks: Block[] = []

  /** Leaves the blocks that the line is not in: loops that ran out and `with` come by their heads once more. */
  const leaveTo = (line: number): number[] => {
    const heads: number[] = []
    for (let top = blocks.at(-1); top && !(top.line < line && line <= top.end); top = blocks.at(-1)) {
      blocks.pop()
      if (top.kind === 'with' || (top.kind === 'for' && top.turns > 0 && !top.broken)) heads.push(top.line)
    }
    return heads
  }
  const innermostLoop = (): Block | undefined => blocks.findLast(({ kind }) => kind !== 'with')

  /** The loop whose head this is, once those inside it are left. */
  const backTo = (line: number): { heads: number[]; loop: Block | undefined } => {
    if (!blocks.some((block) => block.line === line)) return { heads: [], loop: undefined }
    const heads: number[] = []
    while (blocks.length > 0 && blocks.at(-1)!.line !== line)
      heads.push(...leaveTo(line).filter((each) => each !== line))
    return { heads, loop: blocks.at(-1) }
  }

  return {
    enter: (line) => {
      const heads = leaveTo(line)
      const kind = headKind(source.text(line))
      if (kind) blocks.push({ kind, line, end: source.blockEnd(line), turns: 0, heads: 1, broken: false })
      const loop = innermostLoop()
      if (loop && /^\s*break\b/.test(source.text(line))) loop.broken = true
      return [...heads, ...triesAbove(source, line)]
    },
    isTurn: (at) => isHeadPlace(source, at),
    turn: (at) => {
      if (!isHeadPlace(source, at)) return []
      const { heads, loop } = backTo(at.from.line)
      if (!loop) return heads
      loop.turns += 1
      if (loop.heads < loop.turns) {
        loop.heads = loop.turns
        heads.push(loop.line)
      }
      return heads
    },
    test: (at) => {
      const top = blocks.find(({ kind, line }) => kind === 'while' && line === at.from.line)
      if (!top || at.to.line > top.line) return []
      const { heads, loop } = backTo(at.from.line)
      if (!loop || loop.heads > loop.turns) return heads
      loop.heads = loop.turns + 1
      return [...heads, loop.line]
    },
    leave: (byReturn) => {
      const left = blocks.splice(0).toReversed()
      return left
        .filter((each) => each.kind === 'with' || (!byReturn && each.kind === 'for' && each.turns > 0))
        .map(({ line }) => line)
    },
    caught: (from, to) => handlersBetween(source, from, to),
  }
}

const headKind = (text: string): Block['kind'] | undefined => {
  const found = /^\s*(?:async\s+)?(for|while|with)\b/.exec(text)?.[1]
  return found === 'for' || found === 'while' || found === 'with' ? found : undefined
}

/** The place begins right after `for` or `while` at the start of its line. */
const isHeadPlace = (source: SourceLines, { from }: Span): boolean => {
  const before = [...source.text(from.line)].slice(0, from.column - 1).join('')
  return /^\s*(?:async\s+)?(?:for|while)\s*\(*$/.test(before)
}

/** The `try:` lines whose first statement is on this line, outermost first. */
const triesAbove = (source: SourceLines, line: number): readonly number[] => {
  const tries: number[] = []
  let above = source.above(line)
  while (above > 0 && /^\s*try\s*:/.test(source.text(above)) && source.indent(above) < source.indent(line)) {
    tries.unshift(above)
    above = source.above(above)
  }
  return tries
}

/** The `except` lines that were tried, from the innermost `try` around the first line to the one that the second is in. */
const handlersBetween = (source: SourceLines, from: number, to: number): readonly number[] => {
  const taken = /^\s*except\b/.test(source.text(to)) ? to : headAbove(source, to, /^\s*except\b/)
  const tried: number[] = []
  let inside = from
  for (let line = from; line > 0; line = source.above(line)) {
    if (source.indent(line) >= source.indent(inside) && line !== from) continue
    inside = line
    if (!/^\s*try\s*:/.test(source.text(line))) continue
    for (const handler of handlersOf(source, line)) {
      tried.push(handler)
      if (handler === taken) return tried
    }
  }
  return []
}

const headAbove = (source: SourceLines, from: number, head: RegExp): number => {
  let indent = source.indent(from)
  for (let line = source.above(from); line > 0; line = source.above(line)) {
    if (source.indent(line) >= indent) continue
    if (head.test(source.text(line))) return line
    indent = source.indent(line)
  }
  return 0
}

const handlersOf = (source: SourceLines, tryLine: number): readonly number[] => {
  const found: number[] = []
  for (let line = source.blockEnd(tryLine) + 1; line <= source.count; line = source.blockEnd(line) + 1) {
    if (source.isEmpty(line)) continue
    if (source.indent(line) !== source.indent(tryLine)) break
    if (/^\s*except\b/.test(source.text(line))) found.push(line)
    else break
  }
  return found
}
