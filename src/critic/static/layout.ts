import { functionOf, isStatement, statementsIn } from '../../syntax/statement.ts'
import { parts, walk } from '../../syntax/syntax-node.ts'
import type { Rule } from './finding.ts'

/** What the grammar reads but Python refuses: indentation without a block, `return` outside of a function. */
export const refusedLayout: Rule = function* ({ tree }) {
  for (const node of walk(tree.root)) {
    if (node.kind === 'module' || node.kind === 'block') {
      const first = node.kind === 'module' ? 1 : statementsIn(node)[0]?.span.from.column
      let line = 0
      for (const { span, from, to } of parts(node).filter(isStatement)) {
        const opensLine = span.from.line !== line && /(^|\n)[ \t]*$/.test(tree.source.slice(0, from))
        if (opensLine && span.from.column !== first) {
          yield {
            at: parts(node).find((each) => each.from === from && each.to === to)!,
            weight: 1,
            reason: 'this line is indented, but not as its block',
            sure: true,
          }
        }
        line = span.to.line
      }
    }
    if ((node.kind === 'return_statement' || node.kind === 'yield') && functionOf(node) === undefined) {
      yield { at: node, weight: 1, reason: `\`${node.children[0]!.text}\` stands outside of any function`, sure: true }
    }
  }
}
