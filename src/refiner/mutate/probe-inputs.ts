import type { CheckResult } from '../../core/execution.ts'
import { replaceNode, applyEdits } from '../../syntax/edit.ts'
import type { PythonParser } from '../../syntax/python.ts'
import { child, parts, walk } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'

/** How many inputs are made from one observed call, and in all. */
const bounds = { perCall: 60, all: 48, length: 2000 }

/**
 * Calls like those that the checks make, with other arguments: bounds, empty and longer containers, repeated elements,
 * arguments of another call. Only calls whose arguments are literals can be varied.
 */
export const probeInputs = (
  python: PythonParser,
  checks: readonly CheckResult[],
  random: () => number,
): readonly string[] => {
  const observed = checks.flatMap(({ calls }) => calls.map(({ expression }) => expression))
  const calls = [...new Set(observed)]
    .filter((text) => text.length <= bounds.length)
    .flatMap((text) => literalCall(python, text))
  const varied = new Set(calls.map(({ text }) => text))
  const pools = calls.map((call) =>
    shuffled([...variants(call), ...crossed(call, calls)], random).slice(0, bounds.perCall),
  )
  for (let round = 0; varied.size < bounds.all && pools.some((pool) => round < pool.length); round++) {
    for (const pool of pools) if (pool[round] !== undefined && varied.size < bounds.all) varied.add(pool[round]!)
  }
  return [...varied]
}

interface LiteralCall {
  readonly text: string
  readonly node: SyntaxNode
  readonly given: readonly SyntaxNode[]
}

const literalCall = (python: PythonParser, text: string): readonly LiteralCall[] => {
  const tree = python.parse(text)
  const node = parts(parts(tree.root)[0] ?? tree.root)[0]
  const list = node?.kind === 'call' ? child(node, 'arguments') : undefined
  if (node === undefined || list === undefined || tree.errors.length > 0 || node.to !== text.length) return []
  const given = parts(list)
  const isLiteral = given.every((argument) =>
    [...walk(argument)].every(({ kind, text }) => kind !== 'identifier' && kind !== 'ERROR' && text !== '<'),
  )
  return isLiteral && given.length > 0 ? [{ text, node, given }] : []
}

const edit = (call: LiteralCall, node: SyntaxNode, text: string): string =>
  applyEdits(call.text, [replaceNode(node, text)])!

const variants = (call: LiteralCall): readonly string[] =>
  call.given.flatMap((argument) =>
    [...walk(argument)].flatMap((node) =>
      others(node)
        .filter((text) => text !== node.text)
        .map((text) => edit(call, node, text)),
    ),
  )

/** Literals near by: the next number, a container with one element less, more or twice. */
const others = (node: SyntaxNode): readonly string[] => {
  switch (node.kind) {
    case 'integer': {
      const value = Number(node.text)
      return Number.isSafeInteger(value)
        ? [value + 1, value - 1, 0, 1, value * 2].map(String).filter((text) => !text.startsWith('-'))
        : []
    }
    case 'float':
      return [String(Number(node.text) + 0.5), '0.0', `${Number(node.text) * 2}`].map((text) =>
        text.includes('.') ? text : `${text}.0`,
      )
    case 'true':
      return ['False']
    case 'false':
      return ['True']
    case 'string':
      return strings(node.text)
    case 'list':
    case 'tuple':
    case 'set':
      return sequences(node)
    default:
      return []
  }
}

const strings = (literal: string): readonly string[] => {
  const quote = literal.at(0)!
  const body = literal.slice(1, -1)
  if ((quote !== "'" && quote !== '"') || body.includes('\\') || literal.startsWith(quote.repeat(3))) return []
  const reversed = [...body].toReversed().join('')
  return ['', body.slice(1), body.slice(0, -1), body + body, reversed, body + body.slice(0, 1), body.slice(0, 1)].map(
    (text) => quote + text + quote,
  )
}

const sequences = (node: SyntaxNode): readonly string[] => {
  const elements = parts(node).map(({ text }) => text)
  const write = (texts: readonly string[]): string => {
    if (node.kind === 'list') return `[${texts.join(', ')}]`
    if (node.kind === 'set') return texts.length === 0 ? 'set()' : `{${texts.join(', ')}}`
    return texts.length === 1 ? `(${texts[0]},)` : `(${texts.join(', ')})`
  }
  const [first] = elements
  if (first === undefined) return node.kind === 'list' ? ['[0]', '[1, 2]'] : []
  return [
    [],
    elements.slice(1),
    elements.slice(0, -1),
    [first, ...elements],
    [...elements, first],
    elements.toReversed(),
    [...elements, ...elements],
    [first],
  ].map(write)
}

/** Arguments of two calls of the same function, mixed. */
const crossed = (call: LiteralCall, calls: readonly LiteralCall[]): readonly string[] =>
  calls
    .filter((other) => other !== call && other.given.length === call.given.length && other.given.length > 1)
    .flatMap((other) => call.given.map((argument, index) => edit(call, argument, other.given[index]!.text)))

const shuffled = <T>(items: readonly T[], random: () => number): readonly T[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
