import { replaceNode } from '../../syntax/edit.ts'
import { isExpression, level, levelOf } from '../../syntax/expression.ts'
import { child, parts } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { Family, Mutation } from './mutation.ts'
import { became, phrase, replacing } from './mutation.ts'
import { isSurely, mayBe } from './static-type.ts'

/** What a loop runs over: backwards, numbered, its length, its values, without its first. */
export const iterable: Family = function* (node, { typesOf }) {
  if (node.field !== 'right' || !/^(for_statement|for_in_clause)$/.test(node.parent?.kind ?? '')) return
  const text = levelOf(node) === level.tuple ? `(${node.text})` : node.text
  const types = typesOf(node)
  yield replacing(node, phrase(`reversed(${text})`), 0.2)
  if (mayBe(types, 'list', 'str', 'tuple', 'deque')) yield replacing(node, phrase(`range(len(${text}))`), 0.12)
  if (isSurely(types, 'int')) {
    yield replacing(node, phrase(`range(${text})`), 0.5)
    yield replacing(node, phrase(`range(${text} + 1)`), 0.3)
    yield replacing(node, phrase(`range(1, ${text} + 1)`), 0.3)
  }
  if (isSurely(types, 'dict', 'defaultdict', 'Counter')) {
    for (const method of ['items', 'values']) yield replacing(node, phrase(`${text}.${method}()`), 0.3)
  }
  if (isSurely(types, 'list', 'dict', 'set') && node.kind === 'identifier')
    yield replacing(node, phrase(`list(${text})`), 0.2)
  if (node.kind === 'call' && child(node, 'function')?.text === 'range') yield* rangeForms(node)
}

/** The bounds of a range: to the end included, from one, downwards. */
function* rangeForms(node: SyntaxNode): Generator<Mutation> {
  const given = parts(child(node, 'arguments')!).filter(isExpression)
  const [a, b, c] = given.map(({ text }) => text)
  if (given.length === 1) {
    yield replacing(node, phrase(`range(1, ${a})`), 0.4)
    yield replacing(node, phrase(`range(1, ${a} + 1)`), 0.4)
    yield replacing(node, phrase(`range(${a} - 1, -1, -1)`), 0.15)
    yield replacing(node, phrase(`range(0, ${a}, 2)`), 0.1)
  }
  if (given.length === 2) {
    yield replacing(node, phrase(`range(${b})`), 0.2)
    yield replacing(node, phrase(`range(${a} + 1, ${b} + 1)`), 0.15)
    yield replacing(node, phrase(`range(${b}, ${a}, -1)`), 0.1)
  }
  if (given.length === 3) yield replacing(node, phrase(`range(${a}, ${b}, -${c})`), 0.1)
}

/** `break` becomes `continue`, and the other way round; `while` becomes `if`, and `if` becomes `while`. */
export const jump: Family = function* (node) {
  if (node.kind === 'break_statement') yield* jumps(node, ['continue', 'pass', 'return'])
  if (node.kind === 'continue_statement') yield* jumps(node, ['break', 'pass'])
  if (node.kind === 'pass_statement') yield* jumps(node, ['continue', 'break'])
  if (node.kind === 'if_statement' && !node.children.some(({ kind }) => /^(elif|else)_clause$/.test(kind)))
    yield keyword(node, 'while', 0.2)
  if (node.kind === 'while_statement') yield keyword(node, 'if', 0.15)
}

const jumps = (node: SyntaxNode, words: readonly string[]): readonly Mutation[] =>
  words.map((word) => ({
    edits: [replaceNode(node, word)],
    at: node,
    prior: 0.3,
    note: became(node, word),
  }))

const keyword = (node: SyntaxNode, word: string, prior: number): Mutation => ({
  edits: [replaceNode(node.children[0]!, word)],
  at: child(node, 'condition') ?? node,
  prior,
  note: became(node.children[0]!, word),
})

/** `elif` becomes `if`, so that the first condition no longer shuts it out. */
export const branch: Family = function* (node) {
  if (node.kind !== 'elif_clause') return
  const word = node.children[0]!
  yield {
    edits: [replaceNode(word, 'if')],
    at: child(node, 'condition') ?? node,
    prior: 0.15,
    note: became(word, 'if'),
  }
}
