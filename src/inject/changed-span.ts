import type { Span } from '../core/span.ts'
import type { SyntaxTree } from '../syntax/python.ts'
import type { SyntaxNode } from '../syntax/syntax-node.ts'

/** Where two programs differ: one range in each. */
export interface ChangedSpans {
  /** Empty where the other program only has more. */
  readonly original: Span
  /** Where the other program only has less, the token that follows the gap. */
  readonly changed: Span
}

/**
 * The smallest range of tokens in each of two programs outside of which they are the same. Layout, comments and the choice of
 * quotes do not count; the block in which a token stands does. `undefined` where there is no difference.
 */
export function changedSpans(original: SyntaxTree, changed: SyntaxTree): ChangedSpans | undefined {
  const before = tokensOf(original.root, 0)
  const after = tokensOf(changed.root, 0)
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head]!.key === after[head]!.key) head++
  if (head === before.length && head === after.length) return undefined
  let tail = 0
  while (tail < most - head && before.at(-1 - tail)!.key === after.at(-1 - tail)!.key) tail++
  const was = before.slice(head, before.length - tail)
  const is = after.slice(head, after.length - tail)
  return {
    original: was.length > 0 ? spanOf(original, was) : original.lines.spanOf(...placeOf(before, after, head)),
    changed: spanOf(changed, is.length > 0 ? is : after.slice(head === after.length ? -1 : head).slice(0, 1)),
  }
}

interface Token {
  readonly key: string
  readonly from: number
  readonly to: number
  readonly line: number
}

function tokensOf(node: SyntaxNode, depth: number): readonly Token[] {
  if (node.kind === 'comment') return []
  if (node.kind === 'string' || node.children.length === 0) {
    const { text, from, to, span } = node
    return text === '' ? [] : [{ key: `${depth} ${withOneQuote(text)}`, from, to, line: span.from.line }]
  }
  const inside = node.kind === 'block' ? depth + 1 : depth
  return node.children.flatMap((child) => tokensOf(child, inside))
}

/** `'dog'` and `"dog"` are one text. */
const withOneQuote = (text: string): string => text.replace(/^([A-Za-z]*)'([^'"\\]*)'$/, '$1"$2"')

const spanOf = ({ lines }: SyntaxTree, tokens: readonly Token[]): Span =>
  lines.spanOf(tokens[0]?.from ?? 0, tokens.at(-1)?.to ?? 0)

/** Where the token `head` of `after` came in: behind the token before it where they share a line, else before the next one. */
function placeOf(before: readonly Token[], after: readonly Token[], head: number): readonly [number, number] {
  const next = before[head]
  const last = before[head - 1]
  const behind = next === undefined || (head > 0 && after[head]?.line === after[head - 1]?.line)
  const place = behind ? (last?.to ?? 0) : next.from
  return [place, place]
}
