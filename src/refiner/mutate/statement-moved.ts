import {
  edited,
  indentationAt,
  indentationUnit,
  insertAfter,
  insertBefore,
  lineStart,
  nextLineStart,
  outdented,
  removeStatement,
} from '../../syntax/edit.ts'
import { isDocstring } from '../../syntax/expression.ts'
import { blocksOf, isStatement, statementsIn } from '../../syntax/statement.ts'
import { parts } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { Family } from './mutation.ts'
import { line, short } from './mutation.ts'

const isMovable = (node: SyntaxNode): boolean =>
  isStatement(node) &&
  (node.parent?.kind === 'block' || node.parent?.kind === 'module') &&
  !/^(import_statement|import_from_statement|function_definition|class_definition|decorated_definition|future_import_statement)$/.test(
    node.kind,
  ) &&
  !(node.kind === 'expression_statement' && isDocstring(parts(node)[0] ?? node))

/** A statement goes; one that is alone in its block leaves a `pass`. */
export const statementRemoved: Family = function* (node, { tree }) {
  if (!isMovable(node) || node.kind === 'pass_statement') return
  const alone = statementsIn(node.parent!).length === 1
  const edit = alone ? edited(node.from, node.to, 'pass') : removeStatement(tree.source, node)
  const small = blocksOf(node).length === 0
  const prior = node.kind === 'return_statement' ? 0.15 : small ? 0.25 : 0.15
  yield { edits: [edit], at: node, prior, note: `${line(node)}: \`${short(node.text)}\` removed` }
}

/** Two neighbours change places. */
export const statementOrder: Family = function* (node, { tree }) {
  if (!isMovable(node)) return
  const siblings = statementsIn(node.parent!)
  const next = siblings[siblings.indexOf(node) + 1]
  if (next === undefined || !isMovable(next) || !ownLine(tree.source, node) || !ownLine(tree.source, next)) return
  yield {
    edits: [edited(node.from, node.to, next.text), edited(next.from, next.to, node.text)],
    at: next,
    prior: 0.25,
    note: `${line(node)}: \`${short(node.text)}\` and \`${short(next.text)}\` changed places`,
  }
}

/** The last statement of a block moves behind the block, one that follows moves into it, the first moves before it. */
export const indentation: Family = function* (node, { tree: { source } }) {
  if (!isMovable(node) || !ownLine(source, node)) return
  const siblings = statementsIn(node.parent!)
  const index = siblings.indexOf(node)
  const owner = blockOwner(node)
  const text = outdented(source, node)
  const remove = siblings.length === 1 ? edited(node.from, node.to, 'pass') : removeStatement(source, node)
  if (owner !== undefined && index === siblings.length - 1 && node.kind !== 'pass_statement') {
    yield {
      edits: [remove, insertAfter(source, owner, text)],
      at: node,
      prior: 0.35,
      note: `${line(node)}: \`${short(node.text)}\` moved out of its block, behind it`,
    }
  }
  if (owner !== undefined && index === 0 && siblings.length > 1) {
    yield {
      edits: [insertBefore(source, owner, text), remove],
      at: node,
      prior: 0.25,
      note: `${line(node)}: \`${short(node.text)}\` moved out of its block, before it`,
    }
  }
  const before = siblings[index - 1]
  const block = before && blocksOf(before).at(-1)
  const last = block && statementsIn(block).at(-1)
  if (last !== undefined && ownLine(source, last) && block!.parent?.kind !== 'function_definition') {
    const gone = removeLines(source, node)
    yield {
      edits: [insertAfter(source, last, text), gone],
      at: node,
      prior: 0.3,
      note: `${line(node)}: \`${short(node.text)}\` moved into the block before it`,
    }
  }
}

/** The `else` of an `if` becomes that of the loop around it, and back: `for … if … else` returns too early. */
export const elseOwner: Family = function* (node, { tree: { source } }) {
  if (node.kind !== 'else_clause' || !/^(if_statement|for_statement|while_statement)$/.test(node.parent?.kind ?? ''))
    return
  const body = parts(node)[0]
  if (body?.kind !== 'block' || !ownLine(source, node)) return
  const statement = node.parent!
  const removal = edited(lineStart(source, node.from), nextLineStart(source, node.to), '')
  yield { edits: [removal], at: statement, prior: 0.15, note: `${line(node)}: \`else\` removed with its block` }
  const indentation = indentationAt(source, statement.from)
  const unit = indentationUnit(source)
  const flat = source
    .slice(lineStart(source, body.from), body.to)
    .split('\n')
    .map((each) =>
      each.startsWith(indentation + unit) ? indentation + each.slice(indentation.length + unit.length) : each,
    )
    .join('\n')
  yield {
    edits: [edited(lineStart(source, node.from), node.to, flat)],
    at: statement,
    prior: 0.2,
    note: `${line(node)}: \`else\` removed, its block always runs`,
  }
  const owner = blockOwner(statement)
  const isLast = owner !== undefined && statementsIn(statement.parent!).at(-1) === statement
  if (statement.kind === 'if_statement' && isLast && /^(for|while)_statement$/.test(owner.kind)) {
    const outer = indentationAt(source, owner.from)
    const text = outdentTo(source.slice(lineStart(source, body.from), body.to), indentation + unit, outer)
    yield {
      edits: [removal, edited(nextLineStart(source, owner.to), nextLineStart(source, owner.to), `${text}\n`)],
      at: statement,
      prior: 0.3,
      note: `${line(node)}: the block of \`else\` moved behind the loop`,
    }
  }
}

const outdentTo = (text: string, from: string, to: string): string =>
  text
    .split('\n')
    .map((each) => (each.startsWith(from) ? to + each.slice(from.length) : each))
    .join('\n')

/** The compound statement in whose block the node stands, unless that is a definition. */
const blockOwner = (node: SyntaxNode): SyntaxNode | undefined => {
  let owner = node.parent?.parent
  while (owner !== undefined && owner.kind.endsWith('_clause')) owner = owner.parent
  return owner !== undefined && /^(if|for|while|with|try)_statement$/.test(owner.kind) ? owner : undefined
}

const ownLine = (source: string, node: SyntaxNode): boolean =>
  /^[ \t]*$/.test(source.slice(lineStart(source, node.from), node.from)) &&
  /^[ \t]*(#.*)?\r?\n?$/.test(source.slice(node.to, nextLineStart(source, node.to)))

const removeLines = (source: string, node: SyntaxNode) =>
  edited(lineStart(source, node.from), nextLineStart(source, node.to), '')
