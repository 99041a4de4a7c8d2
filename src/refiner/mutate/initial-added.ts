import { edited, indentationAt } from '../../syntax/edit.ts'
import { functionOf, statementOf } from '../../syntax/statement.ts'
import { ancestors, child, walk } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { Family } from './mutation.ts'
import { line } from './mutation.ts'

type Start = readonly [text: string, prior: number]

/** A variable is read before it has a value: it gets the one that its uses ask for, before the loop that first uses it. */
export const initialAdded: Family = function* (node, { tree, failure }) {
  if (node.kind !== 'function_definition') return
  const missing = new Set(failure.messages.flatMap((message) => unbound.exec(message)?.slice(1).find(Boolean) ?? []))
  for (const name of missing) {
    const uses = [...walk(child(node, 'body')!)].filter(
      (each) =>
        each.kind === 'identifier' && each.text === name && functionOf(each) === node && each.field !== 'attribute',
    )
    const [first] = uses
    const at = first && placeBefore(first)
    if (at === undefined) continue
    for (const [value, prior] of startsFor(uses)) {
      const text = `${name} = ${value}`
      yield {
        edits: [edited(at.from, at.from, `${text}\n${indentationAt(tree.source, at.from)}`)],
        at,
        prior,
        note: `before ${line(at)}: inserted \`${text}\``,
      }
    }
  }
}

const unbound = /^name '(\w+)' is not defined|^cannot access local variable '(\w+)'|^local variable '(\w+)' referenced/

/** The outermost loop around the use, else its statement. */
const placeBefore = (use: SyntaxNode): SyntaxNode | undefined => {
  const home = functionOf(use)
  let found = statementOf(use)
  for (const each of ancestors(use)) {
    if (each === home) break
    if (each.kind === 'for_statement' || each.kind === 'while_statement') found = each
  }
  return found
}

const methods: Readonly<Record<string, string>> = {
  append: '[]',
  extend: '[]',
  insert: '[]',
  pop: '[]',
  add: 'set()',
  update: '{}',
  get: '{}',
  items: '{}',
  setdefault: '{}',
  join: "''",
}

const startsFor = (uses: readonly SyntaxNode[]): readonly Start[] => {
  const told = new Map<string, number>()
  for (const { parent, field } of uses) {
    if (parent?.kind === 'attribute' && field === 'object') tell(told, methods[child(parent, 'attribute')!.text], 0.9)
    if (parent?.kind === 'subscript' && field === 'value') tell(told, '{}', 0.6)
    if (parent?.kind === 'augmented_assignment' && field === 'left') {
      const right = child(parent, 'right')!.kind
      const isProduct = child(parent, 'operator')!.text === '*='
      tell(told, right === 'string' ? "''" : right === 'list' ? '[]' : isProduct ? '1' : '0', 0.9)
    }
  }
  for (const [text, prior] of [
    ['0', 0.5],
    ['[]', 0.3],
    ['1', 0.25],
    ["''", 0.25],
    ['{}', 0.2],
    ['set()', 0.15],
    ['None', 0.15],
    ['False', 0.15],
  ] as const)
    tell(told, text, prior)
  return [...told]
}

const tell = (told: Map<string, number>, text: string | undefined, prior: number): void => {
  if (text !== undefined) told.set(text, Math.max(prior, told.get(text) ?? 0))
}
