import type { Span } from '../core/span.ts'
import { comparePositions, spanContains } from '../core/span.ts'
import type { SyntaxTree } from './python.ts'
import { isStatement } from './statement.ts'
import type { SyntaxNode } from './syntax-node.ts'
import { walk } from './syntax-node.ts'

/**
 * The place in `to` of what stands at `span` in `from`, where both are one program in two layouts (with and without
 * comments, say): the statement with the same number. A span within a line of equal text keeps its columns.
 */
export const correspondingSpan = (span: Span, from: SyntaxTree, to: SyntaxTree): Span | undefined => {
  const [here, there] = [statements(from.root), statements(to.root)]
  if (here.length !== there.length) return undefined
  const touched = here.flatMap((node, index) => (overlaps(node.span, span) ? [index] : []))
  const innermost = touched.filter((index) => !touched.some((other) => other !== index && inside(here, other, index)))
  const [first, last] = [innermost[0], innermost.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const [mine, theirs] = [here[first]!, there[first]!]
  if (first === last && mine.text === theirs.text && spanContains(mine.span, span)) return moved(span, mine, theirs)
  return { from: theirs.span.from, to: there[last]!.span.to }
}

const statements = (root: SyntaxNode): readonly SyntaxNode[] => [...walk(root)].filter(isStatement)

const overlaps = (a: Span, b: Span): boolean => comparePositions(a.from, b.to) < 0 && comparePositions(b.from, a.to) < 0

const inside = (nodes: readonly SyntaxNode[], inner: number, outer: number): boolean =>
  spanContains(nodes[outer]!.span, nodes[inner]!.span)

/** Of a statement of several lines the text is equal, so are the columns of all lines but the first. */
const moved = ({ from, to }: Span, mine: SyntaxNode, theirs: SyntaxNode): Span => {
  const lines = theirs.span.from.line - mine.span.from.line
  const columns = theirs.span.from.column - mine.span.from.column
  const move = ({ line, column }: Span['from']) => ({
    line: line + lines,
    column: line === mine.span.from.line ? column + columns : column,
  })
  return { from: move(from), to: move(to) }
}
