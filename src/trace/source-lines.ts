import type { Span } from '../core/span.ts'

/** The lines of a Python source, and what their indentation tells. Line numbers are 1-based. */
export interface SourceLines {
  readonly count: number
  text(line: number): string
  /** The text of a place; the lines of a longer one joined. */
  at(span: Span): string
  /** What stands before and after a place on its lines. */
  around(span: Span): { readonly before: string; readonly after: string }
  indent(line: number): number
  isReturn(line: number): boolean
  /** The place begins right after the `for` or `while` of a loop statement: not in a comprehension. */
  isLoopHead(at: Span): boolean
  /** The last line of the block that the head on this line opens. */
  blockEnd(line: number): number
  /** The line of the `def` that this line is in, or that is on it; 0 for the module. */
  home(line: number): number
  /** The `try:` lines whose first statement is on this line, outermost first. */
  tries(line: number): readonly number[]
  /**
   * The `except` lines that an exception from one line was held against before control went on at another, which may
   * itself be one of them; and where it comes from next, if that is in a `finally`: 0 where it was caught.
   */
  handlers(from: number, to: number): Handlers
}

export interface Handlers {
  readonly tried: readonly number[]
  readonly from: number
}

export const sourceLines = (source: string): SourceLines => {
  const lines = source.split(/\r\n|\r|\n/)
  const text = (line: number): string => lines[line - 1] ?? ''
  const blocks = indentedBlocks(lines.length, text)
  const around = ({ from, to }: Span) => ({
    before: [...text(from.line)].slice(0, from.column - 1).join(''),
    after: [...text(to.line)].slice(to.column - 1).join(''),
  })
  return {
    count: lines.length,
    text,
    at: ({ from, to }) => {
      const parts: string[] = []
      for (let line = from.line; line <= Math.min(to.line, lines.length); line++) {
        const part = [...text(line)].slice(
          line === from.line ? from.column - 1 : 0,
          line === to.line ? to.column - 1 : undefined,
        )
        parts.push(part.join('').trim())
      }
      return parts.join(' ')
    },
    indent: blocks.indent,
    around,
    isLoopHead: (at) => /^\s*(?:async\s+)?(?:for|while)\s*\(*$/.test(around(at).before),
    isReturn: (line) => /^\s*return\b/.test(text(line)),
    blockEnd: blocks.end,
    home: (line) => (isDefinition(text(line)) ? line : blocks.headAbove(line, isDefinition)),
    tries: (line) => {
      const tries: number[] = []
      let above = blocks.above(line)
      while (above > 0 && isTry(text(above)) && blocks.indent(above) < blocks.indent(line)) {
        tries.unshift(above)
        above = blocks.above(above)
      }
      return tries
    },
    handlers: (from, to) => handlersBetween(blocks, text, { from, to }),
  }
}

/** The value of this place is what its line assigns or returns, which the step of that says too. */
export const isTold = (source: SourceLines, at: Span): boolean => {
  const { before, after } = source.around(at)
  const isOneLine = at.from.line === at.to.line
  return isOneLine && /^\s*(?:return|[\w.]+\s*=)\s*$/.test(before) && /^\s*(?:#|$)/.test(after)
}

const isDefinition = (text: string): boolean => /^\s*(?:async\s+)?def\b/.test(text)
const isTry = (text: string): boolean => /^\s*try\s*:/.test(text)

interface IndentedBlocks {
  indent(line: number): number
  /** The nearest line above that holds code, 0 for none. */
  above(line: number): number
  end(line: number): number
  /** The nearest line around this one that opens a block and fits, 0 for none. */
  headAbove(line: number, fits: (text: string) => boolean): number
  /** The line after a block, where it belongs to the same statement: `except`, `else`, `finally`. */
  following(line: number): number
}

const indentedBlocks = (count: number, text: (line: number) => string): IndentedBlocks => {
  const ends = new Map<number, number>()
  const isEmpty = (line: number): boolean => /^\s*(#|$)/.test(text(line))
  const indent = (line: number): number => text(line).length - text(line).trimStart().length
  const above = (line: number): number => {
    let each = line - 1
    while (each > 0 && isEmpty(each)) each -= 1
    return each
  }
  const end = (line: number): number => {
    const known = ends.get(line)
    if (known !== undefined) return known
    let last = line
    for (let each = line + 1; each <= count; each++) {
      if (isEmpty(each)) continue
      // a bracket that closes what the head opened may stand further left
      if (indent(each) <= indent(line) && !/^\s*[)\]}]/.test(text(each))) break
      last = each
    }
    ends.set(line, last)
    return last
  }
  return {
    indent,
    above,
    end,
    headAbove: (line, fits) => {
      let limit = indent(line)
      for (let each = above(line); each > 0 && limit > 0; each = above(each)) {
        if (indent(each) >= limit) continue
        limit = indent(each)
        if (fits(text(each))) return each
      }
      return 0
    },
    following: (line) => {
      let each = end(line) + 1
      while (each <= count && isEmpty(each)) each += 1
      return each <= count && indent(each) === indent(line) && /^\s*(except|else|finally)\b/.test(text(each)) ? each : 0
    },
  }
}

const handlersBetween = (
  blocks: IndentedBlocks,
  text: (line: number) => string,
  { from, to }: { readonly from: number; readonly to: number },
): Handlers => {
  const tried: number[] = []
  const isIn = (head: number): boolean => head <= to && to <= blocks.end(head)
  for (let line = blocks.headAbove(from, isTry); line > 0; line = blocks.headAbove(line, isTry)) {
    for (let part = blocks.following(line); part > 0; part = blocks.following(part)) {
      const isHandler = /^\s*except\b/.test(text(part))
      if (isHandler) tried.push(part)
      if (isIn(part)) return { tried, from: isHandler ? 0 : line }
    }
  }
  return { tried: [], from: 0 }
}
