import type { Span } from '../core/span.ts'

/** The lines of a Python source, and what their indentation tells. Line numbers are 1-based. */
export interface SourceLines {
  readonly count: number
  text(line: number): string
  indent(line: number): number
  /** Blank, or nothing but a comment. */
  isEmpty(line: number): boolean
  isReturn(line: number): boolean
  /** The last line of the block that the head on this line opens. */
  blockEnd(line: number): number
  /** The nearest line above that is not empty, 0 for none. */
  above(line: number): number
  /** The text of a place; the lines of a longer one joined. */
  at(span: Span): string
}

export const sourceLines = (source: string): SourceLines => {
  const lines = source.split(/\r\n|\r|\n/)
  const text = (line: number): string => lines[line - 1] ?? ''
  const indent = (line: number): number => text(line).length - text(line).trimStart().length
  const isEmpty = (line: number): boolean => /^\s*(#|$)/.test(text(line))
  const ends = new Map<number, number>()
  const blockEnd = (line: number): number => {
    const known = ends.get(line)
    if (known !== undefined) return known
    let last = line
    for (let each = line + 1; each <= lines.length; each++) {
      if (isEmpty(each)) continue
      if (indent(each) <= indent(line) && !/^\s*[)\]}]/.test(text(each))) break
      last = each
    }
    ends.set(line, last)
    return last
  }
  return {
    count: lines.length,
    text,
    indent,
    isEmpty,
    isReturn: (line) => /^\s*return\b/.test(text(line)),
    blockEnd,
    above: (line) => {
      let each = line - 1
      while (each > 0 && isEmpty(each)) each -= 1
      return each
    },
    at: ({ from, to }) => {
      const parts = []
      for (let line = from.line; line <= Math.min(to.line, lines.length); line++) {
        const characters = [...text(line)]
        parts.push(
          characters
            .slice(line === from.line ? from.column - 1 : 0, line === to.line ? to.column - 1 : undefined)
            .join('')
            .trim(),
        )
      }
      return parts.join(' ')
    },
  }
}
