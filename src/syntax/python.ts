import { Language, Parser } from 'web-tree-sitter'
import type { Node, TreeCursor } from 'web-tree-sitter'
import { EngineError } from '../core/engine-error.ts'
import type { Span } from '../core/span.ts'
import { grammarFile } from './grammar-file.ts'
import { lineTable } from './line-table.ts'
import type { LineTable } from './line-table.ts'
import type { SyntaxNode } from './syntax-node.ts'

/** The tree of one source text. */
export interface SyntaxTree {
  readonly source: string
  readonly root: SyntaxNode
  readonly lines: LineTable
  /** Places that the grammar could not read; empty for a well-formed source. */
  readonly errors: readonly Span[]
}

export interface PythonParser {
  parse(source: string): SyntaxTree
}

let loading: Promise<PythonParser> | undefined

/** The parser, loaded once per process (about 20 ms). Throws `EngineError` where its WASM files are missing. */
export const loadPython = (): Promise<PythonParser> => (loading ??= load())

const load = async (): Promise<PythonParser> => {
  try {
    await Parser.init()
    const parser = new Parser()
    parser.setLanguage(await Language.load(grammarFile()))
    return { parse: (source) => parseWith(parser, source) }
  } catch (cause) {
    throw new EngineError('engine', `the Python grammar could not be loaded from ${grammarFile()}`, { cause })
  }
}

const parseWith = (parser: Parser, source: string): SyntaxTree => {
  const tree = parser.parse(source)
  if (tree === null) throw new EngineError('engine', 'the Python parser was stopped before it had read the source')
  const cursor = tree.walk()
  try {
    const lines = lineTable(source)
    const root = copy(cursor, undefined, { source, lines })
    return { source, root, lines, errors: tree.rootNode.hasError ? errorSpans(tree.rootNode, lines) : [] }
  } finally {
    cursor.delete()
    tree.delete()
  }
}

interface Text {
  readonly source: string
  readonly lines: LineTable
}

/** Copies what the cursor stands on out of WASM memory: reading it there, node by node, would be far slower. */
const copy = (cursor: TreeCursor, parent: SyntaxNode | undefined, text: Text): SyntaxNode => {
  const from = cursor.startIndex
  const to = cursor.endIndex
  const children: SyntaxNode[] = []
  const node: SyntaxNode = {
    kind: cursor.nodeType,
    field: cursor.currentFieldName ?? undefined,
    named: cursor.nodeIsNamed,
    from,
    to,
    text: text.source.slice(from, to),
    span: text.lines.spanOf(from, to),
    parent,
    children,
  }
  if (cursor.gotoFirstChild()) {
    do children.push(copy(cursor, node, text))
    while (cursor.gotoNextSibling())
    cursor.gotoParent()
  }
  return node
}

const errorSpans = (root: Node, lines: LineTable): Span[] =>
  root
    .descendantsOfType('ERROR')
    .concat(root.isMissing ? [root] : missing(root))
    .flatMap((node) => (node === null ? [] : [lines.spanOf(node.startIndex, node.endIndex)]))

const missing = (node: Node): Node[] =>
  node.children.flatMap((each) => (each === null ? [] : each.isMissing ? [each] : each.hasError ? missing(each) : []))

/** The smallest node that covers the span, white space at its ends left out. */
export const nodeAt = (tree: SyntaxTree, span: Span): SyntaxNode => {
  const [from, to] = trim(tree.source, tree.lines.offsetAt(span.from), tree.lines.offsetAt(span.to))
  let at = tree.root
  for (;;) {
    const inner = at.children.find((each) => each.from <= from && to <= each.to && each.to > each.from)
    if (inner === undefined) return at
    at = inner
  }
}

/** The nodes whose extent is exactly the span, outermost first: `x` is an expression statement and a name. */
export const nodesWithSpan = (tree: SyntaxTree, span: Span): readonly SyntaxNode[] => {
  const innermost = nodeAt(tree, span)
  const found = [innermost]
  for (let at = innermost.parent; at?.from === innermost.from && at.to === innermost.to; at = at.parent)
    found.unshift(at)
  return found
}

const trim = (source: string, from: number, to: number): readonly [number, number] => {
  const inner = source.slice(from, to)
  const start = from + inner.length - inner.trimStart().length
  return [start, Math.max(start, from + inner.trimEnd().length)]
}
