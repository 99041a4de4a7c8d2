import { comparePositions } from '../../core/span.ts'
import type { Position, Span } from '../../core/span.ts'
import type { TraceTables } from './trace-tables.ts'

/** The statement of a function that a position lies in: an index, or -1. Column 0 is somewhere in the line. */
export type StatementFinder = (owner: number, position: Position, running: number) => number

/** Where an exception came up is told by its place alone; the statement that ran is preferred where it may be meant. */
export const statementFinder = ({ statements, sites }: TraceTables): StatementFinder => {
  const owned = new Map<number, Set<number>>()
  for (const site of sites) {
    if (site.statement < 0) continue
    owned.set(site.function, (owned.get(site.function) ?? new Set()).add(site.statement))
  }
  return (owner, position, running) => {
    const holds = (index: number): boolean => {
      const span = statements[index]
      return span !== undefined && (position.column > 0 ? covers(span, position) : coversLine(span, position.line))
    }
    if (holds(running)) return running
    const found = [...(owned.get(owner) ?? [])].filter(holds)
    return found.reduce((best, index) => (best < 0 || startsLater(statements, index, best) ? index : best), -1)
  }
}

const covers = ({ from, to }: Span, position: Position): boolean =>
  comparePositions(from, position) <= 0 && comparePositions(position, to) < 0

const coversLine = ({ from, to }: Span, line: number): boolean => from.line <= line && line <= to.line

const startsLater = (statements: readonly Span[], a: number, b: number): boolean => {
  const [first, second] = [statements[a]?.from, statements[b]?.from]
  return first !== undefined && second !== undefined && comparePositions(first, second) > 0
}
