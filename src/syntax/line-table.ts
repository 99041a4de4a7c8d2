import type { Position, Span } from '../core/span.ts'

/** Converts between offsets (UTF-16 code units, as JavaScript counts) and positions (1-based, columns in code points). */
export interface LineTable {
  /** Offsets of the first character of each line. */
  readonly starts: readonly number[]
  positionAt(offset: number): Position
  offsetAt(position: Position): number
  spanOf(from: number, to: number): Span
}

export const lineTable = (source: string): LineTable => {
  const starts = [0]
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1)
  const wide = /[\u{10000}-\u{10FFFF}]/u.test(source)

  const lineAt = (offset: number): number => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
  const positionAt = (offset: number): Position => {
    const line = lineAt(offset)
    const start = starts[line]!
    const column = wide ? Array.from(source.slice(start, offset)).length : offset - start
    return { line: line + 1, column: column + 1 }
  }
  const offsetAt = ({ line, column }: Position): number => {
    const start = starts[Math.min(line, starts.length) - 1]!
    const end = starts[line] ?? source.length
    if (!wide) return Math.min(start + column - 1, end)
    return (
      start +
      Array.from(source.slice(start, end))
        .slice(0, column - 1)
        .join('').length
    )
  }
  return { starts, positionAt, offsetAt, spanOf: (from, to) => ({ from: positionAt(from), to: positionAt(to) }) }
}
