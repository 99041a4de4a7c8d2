import type { Span } from '../../core/span.ts'
import type { SyntaxTree } from '../../syntax/python.ts'

const MAX_QUOTED = 60

/** A piece of source on one line, bounded, in back quotes. */
export const quotedAt = ({ source, lines }: SyntaxTree, { from, to }: Span): string => {
  const line = source.slice(lines.offsetAt(from), lines.offsetAt(to)).trim().replaceAll(/\s+/g, ' ')
  return `\`${line.length > MAX_QUOTED ? `${line.slice(0, MAX_QUOTED)}…` : line}\``
}
