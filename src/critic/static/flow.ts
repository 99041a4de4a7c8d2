import type { BasicBlock, FlowGraph } from '../../syntax/blocks.ts'
import { unwrapped } from '../../syntax/expression.ts'
import { child } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'

/** A condition whose value the text alone tells. */
export const constantCondition = (condition: SyntaxNode): boolean | undefined => {
  const at = unwrapped(condition)
  switch (at.kind) {
    case 'true':
      return true
    case 'false':
    case 'none':
      return false
    case 'integer':
    case 'float':
      return Number(at.text) !== 0
    case 'not_operator': {
      const inner = constantCondition(child(at, 'argument')!)
      return inner === undefined ? undefined : !inner
    }
    default:
      return undefined
  }
}

/** Where control really goes: nowhere behind a `while True` that nothing breaks. */
export const successors = (block: BasicBlock): readonly number[] => {
  const head = block.units[0]
  const endless = head?.kind === 'while_statement' && constantCondition(child(head, 'condition')!) === true
  return endless ? block.next.slice(0, 1) : block.next // the body is linked first
}

/** Ids of the blocks that control can reach from the entry. */
export const reachable = ({ blocks }: FlowGraph): ReadonlySet<number> => {
  const seen = new Set([0])
  for (const id of seen) for (const next of successors(blocks[id]!)) seen.add(next)
  return seen
}
