import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { UnitTable } from '../../syntax/unit-table.ts'

/** The conditions that decide whether the unit runs, and those that decide whether these are asked. */
export const allDeciders = (table: UnitTable, unit: SyntaxNode): readonly SyntaxNode[] => {
  const found = new Set<SyntaxNode>()
  const visit = (each: SyntaxNode): void => {
    for (const decider of table.decidersOf(each)) {
      if (found.has(decider)) continue
      found.add(decider)
      visit(decider)
    }
  }
  visit(unit)
  return [...found]
}
