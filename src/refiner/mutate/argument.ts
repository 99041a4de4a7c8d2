import { edited } from '../../syntax/edit.ts'
import { isExpression } from '../../syntax/expression.ts'
import { parametersOf } from '../../syntax/statement.ts'
import { child, parts, walk } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { Family, Mutation } from './mutation.ts'
import { exchanging, line, short } from './mutation.ts'
import { isSurely } from './static-type.ts'

const plainArguments = (call: SyntaxNode): readonly SyntaxNode[] => {
  const list = child(call, 'arguments')
  return list?.kind === 'argument_list' ? parts(list).filter(isExpression) : []
}

/** Two arguments change places; neighbours are the likelier. */
export const argumentOrder: Family = function* (node) {
  if (node.kind !== 'call') return
  const given = plainArguments(node)
  for (const [i, a] of given.entries()) {
    for (const [distance, b] of given.slice(i + 1).entries()) {
      if (a.text !== b.text) yield exchanging(a, b, distance === 0 ? 0.5 : 0.3)
    }
  }
}

/** One argument too many, also a named one. */
export const argumentDropped: Family = function* (node) {
  if (node.kind !== 'call') return
  const list = child(node, 'arguments')
  if (list?.kind !== 'argument_list') return
  const given = parts(list)
  for (const [index, argument] of given.entries()) {
    const from = index === 0 ? argument.from : given[index - 1]!.to
    const to = index === 0 && given.length > 1 ? given[1]!.from : argument.to
    const prior = argument.kind === 'keyword_argument' ? 0.3 : given.length > 1 ? 0.25 : 0.1
    const note = `${line(node)}: argument \`${short(argument.text)}\` dropped from \`${short(node.text)}\``
    yield { edits: [edited(from, to, '')], at: node, prior, note }
  }
}

/** One argument too few: what the called function still takes, or an option of a well-known builtin. */
export const argumentAdded: Family = function* (node, { tree, variablesAt }) {
  if (node.kind !== 'call') return
  const list = child(node, 'arguments')
  const callee = child(node, 'function')
  if (list?.kind !== 'argument_list' || callee === undefined) return
  const given = parts(list)
  const add = (index: number, text: string, prior: number): Mutation => {
    const before = given[index - 1]
    const edit = before
      ? edited(before.to, before.to, `, ${text}`)
      : edited(list.from + 1, list.from + 1, given.length > 0 ? `${text}, ` : text)
    return {
      edits: [edit],
      at: node,
      prior,
      note: `${line(node)}: argument \`${text}\` added to \`${short(node.text)}\``,
    }
  }
  for (const [option, prior] of options[callee.text.split('.').at(-1)!] ?? []) {
    const name = /^\w+(?==)/.exec(option)?.[0]
    if (name === undefined || !given.some((each) => child(each, 'name')?.text === name))
      yield add(given.length, option, prior)
  }
  if (callee.text === 'range' && given.length === 1) yield* ['0', '1', '2'].map((text) => add(0, text, 0.3))
  if (callee.text === 'range' && given.length === 2) yield* ['2', '-1'].map((text) => add(2, text, 0.15))
  const wanted = arity(tree.root, callee.text)
  if (wanted === undefined || given.length >= wanted) return
  for (const name of variablesAt(node)) {
    for (let index = 0; index <= given.length; index++) yield add(index, name.text, 0.25)
  }
}

const options: Readonly<Record<string, readonly (readonly [text: string, prior: number])[]>> = {
  sorted: [
    ['reverse=True', 0.4],
    ['key=len', 0.1],
    ['key=lambda x: x[1]', 0.1],
    ['key=str', 0.05],
    ['key=abs', 0.05],
  ],
  sort: [
    ['reverse=True', 0.4],
    ['key=len', 0.1],
    ['key=lambda x: x[1]', 0.1],
  ],
  max: [
    ['key=len', 0.15],
    ['default=0', 0.25],
    ['key=abs', 0.05],
    ['0', 0.15],
  ],
  min: [
    ['key=len', 0.15],
    ['default=0', 0.25],
    ['key=abs', 0.05],
  ],
  enumerate: [['1', 0.3]],
  sum: [['0', 0.02]],
  split: [
    ["' '", 0.15],
    ["','", 0.1],
  ],
  round: [
    ['1', 0.15],
    ['2', 0.2],
    ['3', 0.05],
  ],
  get: [
    ['0', 0.3],
    ['[]', 0.15],
    ["''", 0.1],
  ],
  pop: [
    ['0', 0.3],
    ['-1', 0.05],
    ['None', 0.1],
  ],
  next: [['None', 0.2]],
  int: [['2', 0.05]],
}

const arity = (root: SyntaxNode, name: string): number | undefined => {
  for (const node of walk(root)) {
    if (node.kind === 'function_definition' && child(node, 'name')?.text === name) return parametersOf(node).length
  }
  return undefined
}

/** A sequence is handed over element by element: `f(a)` becomes `f(*a)`. */
export const argumentSpread: Family = function* (node, { typesOf }) {
  if (node.parent?.kind !== 'argument_list' || !isExpression(node)) return
  if (!isSurely(typesOf(node), 'list', 'tuple', 'set')) return
  yield {
    edits: [edited(node.from, node.from, '*')],
    at: node,
    prior: 0.08,
    note: `${line(node)}: argument \`${short(node.text)}\` spread with \`*\``,
  }
}
