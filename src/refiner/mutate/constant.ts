import { isDocstring, isExpression } from '../../syntax/expression.ts'
import { level } from '../../syntax/expression.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { child, enclosing, walk } from '../../syntax/syntax-node.ts'
import { expectedTexts } from './expected-text.ts'
import type { Family, Phrase } from './mutation.ts'
import { phrase, replacing } from './mutation.ts'

type Options = readonly (readonly [text: string, prior: number])[]

/** Another number: one more or less, the small ones, the opposite, those that the program itself uses. */
export const number: Family = function* (node, { tree }) {
  if ((node.kind !== 'integer' && node.kind !== 'float') || !isExpression(node)) return
  const value = Number(node.text)
  if (!Number.isFinite(value)) return
  const options: Options = [
    [String(value + 1), 0.6],
    [String(value - 1), 0.6],
    ['0', 0.35],
    ['1', 0.35],
    ['2', 0.2],
    [String(-value), 0.25],
    [String(value * 2), 0.1],
    [String(value * 10), 0.06],
    ...literals(tree.root, node.kind).map((text) => [text, 0.15] as const),
  ]
  const isStep = value === 1 && node.parent?.kind === 'augmented_assignment'
  for (const [text, prior] of unique(options, node.text))
    yield replacing(node, signed(text), isStep ? prior * step : prior)
}

/** What is counted by ones is seldom meant to be counted otherwise. */
const step = 0.3

const signed = (text: string): Phrase => phrase(text, text.startsWith('-') ? level.unary : level.atom)

/** The value that a variable starts with: the least or greatest number, an empty container, nothing. */
export const initialValue: Family = function* (node) {
  const { parent } = node
  const isStart = (parent?.kind === 'assignment' && node.field === 'right') || isDefault(node)
  if (!isStart) return
  for (const [text, prior] of unique(starts[node.kind] ?? [], node.text)) yield replacing(node, phrase(text), prior)
}

const starts: Readonly<Record<string, Options>> = {
  integer: [
    ["float('inf')", 0.25],
    ["float('-inf')", 0.3],
    ['None', 0.08],
    ["''", 0.05],
    ['[]', 0.05],
    ['1.0', 0.05],
  ],
  float: [
    ['0', 0.2],
    ["float('inf')", 0.1],
    ["float('-inf')", 0.1],
  ],
  none: [
    ['0', 0.2],
    ["''", 0.15],
    ['[]', 0.15],
    ['{}', 0.1],
    ['False', 0.1],
  ],
  string: [
    ["''", 0.2],
    ['[]', 0.1],
    ['None', 0.05],
  ],
  list: [
    ['[[]]', 0.2],
    ['{}', 0.1],
    ['set()', 0.1],
    ["''", 0.08],
    ['0', 0.05],
  ],
  dictionary: [
    ['[]', 0.1],
    ['set()', 0.1],
  ],
  call: [
    ['0', 0.05],
    ["float('inf')", 0.05],
    ["float('-inf')", 0.05],
  ],
}

const isDefault = (node: SyntaxNode): boolean =>
  node.field === 'value' &&
  (node.parent?.kind === 'default_parameter' || node.parent?.kind === 'typed_default_parameter')

/** `True` becomes `False`, `None` becomes something, and the other way round. */
export const singleton: Family = function* (node) {
  if (!isExpression(node)) return
  if (node.kind === 'true') yield replacing(node, phrase('False'), 0.6)
  if (node.kind === 'false') yield replacing(node, phrase('True'), 0.6)
  if (node.kind === 'none')
    for (const text of ['False', 'True', '0', "''", '[]', '-1']) yield replacing(node, phrase(text), 0.12)
}

/** An empty container or string: with an empty one inside, or of another kind. */
export const emptiness: Family = function* (node) {
  if (!isExpression(node) || !/^(\[\s*\]|\(\s*\)|\{\s*\}|set\(\)|''|""|' '|" ")$/.test(node.text) || isDocstring(node))
    return
  const options: Options =
    node.kind === 'string'
      ? [
          ["''", 0.4],
          ["' '", 0.4],
          ['None', 0.05],
        ]
      : [
          ['[[]]', 0.4],
          ['[]', 0.2],
          ['{}', 0.1],
          ['set()', 0.1],
          ['()', 0.1],
          ['None', 0.15],
          ['[0]', 0.08],
          ['[1]', 0.04],
        ]
  for (const [text, prior] of unique(options, node.text)) yield replacing(node, phrase(text), prior)
}

/** Another string of the program, or the one that a check wants where this one came instead. */
export const text: Family = function* (node, { tree, failure }) {
  if (node.kind !== 'string' || !isExpression(node) || isDocstring(node) || node.text.startsWith('f')) return
  for (const other of literals(tree.root, 'string')) {
    if (other !== node.text && other.length <= 60) yield replacing(node, phrase(other), 0.15)
  }
  const content =
    child(node, 'string_content')?.text ?? node.children.find(({ kind }) => kind === 'string_content')?.text ?? ''
  for (const { expected, actual } of failure.answers) {
    if (actual.slice(1, -1) === content && /^['"]/.test(expected)) yield replacing(node, phrase(expected), 0.3)
    else if (/^'[^']*'$|^"[^"]*"$/.test(node.text))
      for (const other of expectedTexts(content, [{ expected, actual }]))
        yield replacing(node, phrase(quoted(other)), 0.3)
  }
  if (isPattern(node)) for (const other of patterns(node.text)) yield replacing(node, phrase(other), 0.3)
}

const quoted = (text: string): string => (text.includes("'") ? `"${text}"` : `'${text}'`)

/** The first argument of a function of `re`. */
const isPattern = (node: SyntaxNode): boolean => {
  const call = enclosing(node, 'call')
  return (
    node.parent?.kind === 'argument_list' &&
    node.parent.parent === call &&
    /^re\.\w+$/.test(child(call!, 'function')?.text ?? '')
  )
}

/** The same pattern, anchored, or with another repetition. */
const patterns = (literal: string): readonly string[] => {
  const [, open = '', body = '', close = ''] = /^([rRbBuU]*(?:'''|"""|'|"))([^]*?)('''|"""|'|")$/.exec(literal) ?? []
  if (open === '') return []
  const others = [
    body.startsWith('^') ? body.slice(1) : `^${body}`,
    body.endsWith('$') ? body.slice(0, -1) : `${body}$`,
    body.startsWith('^') || body.endsWith('$') ? body : `^${body}$`,
    ...[...body.matchAll(/[+*]/g)].flatMap(({ index, 0: sign }) =>
      [sign === '+' ? '*' : '+', '?', ''].map((other) => body.slice(0, index) + other + body.slice(index + 1)),
    ),
  ]
  return [...new Set(others)].filter((other) => other !== body).map((other) => open + other + close)
}

const literals = (root: SyntaxNode, kind: string): readonly string[] => {
  const found = new Set<string>()
  for (const node of walk(root)) {
    if (node.kind === kind && isExpression(node) && !isDocstring(node)) found.add(node.text)
  }
  return [...found].slice(0, 8)
}

/** Each text once, with its first prior, without the present one. */
const unique = (options: Options, present: string): Options => {
  const seen = new Set([present])
  return options.filter(([text]) => !seen.has(text) && seen.add(text))
}
