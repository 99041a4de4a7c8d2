import type { Span } from '../core/span.ts'
import type { SourceLines } from './source-lines.ts'

/**
 * The blocks that one activation of a function is in. Each method tells the lines of heads that the interpreter comes
 * by, in order, before what happens next: it counts them as lines that run.
 */
export interface SnooperBlocks {
  /** A statement on this line starts, after one on `from`. */
  enter(line: number, from: number): readonly number[]
  /** A loop begins a turn; the place is that of the `iterate` step. */
  turn(at: Span): readonly number[]
  /** Something in the head of a loop is evaluated. */
  test(at: Span): readonly number[]
  /** The innermost `for` asks for its next item, and what comes then is on this line: 0 where nothing comes. */
  advance(next: number): readonly number[]
  /** The function ends: with a `return`, or past its last statement. */
  leave(byReturn: boolean): readonly number[]
}

interface Block {
  readonly kind: 'for' | 'while' | 'with'
  readonly line: number
  readonly end: number
  turns: number
  /** How often its head was come by. */
  heads: number
}

export const snooperBlocks = (source: SourceLines): SnooperBlocks => {
  const blocks: Block[] = []
  const runOut = ({ kind, turns, heads }: Block): boolean =>
    kind === 'with' || (kind === 'for' && turns > 0 && heads <= turns)

  /** Leaves the blocks that the line is not in: a loop that ran out and a `with` come by their heads once more. */
  const leaveTo = (line: number, isBreak = false): number[] => {
    const heads: number[] = []
    let broken = isBreak
    for (let top = blocks.at(-1); top && !(top.line < line && line <= top.end); top = blocks.at(-1)) {
      blocks.pop()
      if (broken && top.kind !== 'with') broken = false
      else if (runOut(top)) heads.push(top.line)
    }
    return heads
  }
  /** Back to the loop whose head this is, once those inside it are left. */
  const backTo = (line: number): { readonly heads: number[]; readonly loop: Block | undefined } => {
    const heads: number[] = []
    if (!blocks.some((block) => block.line === line)) return { heads, loop: undefined }
    for (let top = blocks.at(-1); top && top.line !== line; top = blocks.at(-1)) {
      blocks.pop()
      if (runOut(top)) heads.push(top.line)
    }
    return { heads, loop: blocks.at(-1) }
  }
  const comeBy = (loop: Block | undefined, times: number): readonly number[] => {
    if (!loop || loop.heads >= times) return []
    loop.heads = times
    return [loop.line]
  }

  return {
    enter: (line, from) => {
      const heads = leaveTo(line, /^\s*break\b/.test(source.text(from)))
      const kind = headKind(source.text(line))
      if (kind) blocks.push({ kind, line, end: source.blockEnd(line), turns: 0, heads: 1 })
      return [...heads, ...source.tries(line)]
    },
    turn: (at) => {
      if (!source.isLoopHead(at)) return []
      const { heads, loop } = backTo(at.from.line)
      if (loop) loop.turns += 1
      return [...heads, ...comeBy(loop, loop?.turns ?? 0)]
    },
    test: (at) => {
      const isWhile = blocks.some(({ kind, line }) => kind === 'while' && line === at.from.line)
      if (!isWhile) return []
      const { heads, loop } = backTo(at.from.line)
      return [...heads, ...comeBy(loop, (loop?.turns ?? 0) + 1)]
    },
    advance: (next) => {
      const top = blocks.at(-1)
      if (top?.kind !== 'for' || top.turns === 0 || (top.line < next && next <= top.end)) return []
      return comeBy(top, top.turns + 1)
    },
    leave: (byReturn) => {
      const left = blocks.splice(0).toReversed()
      return left.filter((each) => (each.kind === 'with' || !byReturn) && runOut(each)).map(({ line }) => line)
    },
  }
}

const headKind = (text: string): Block['kind'] | undefined => {
  const found = /^\s*(?:async\s+)?(for|while|with)\b/.exec(text)?.[1]
  return found === 'for' || found === 'while' || found === 'with' ? found : undefined
}
