import type { Span } from '../../core/span.ts'
import { applyEdits } from '../edit.ts'
import { level, levelNeeded } from '../expression.ts'
import type { SyntaxTree } from '../python.ts'
import type { Scopes } from '../scope.ts'
import type { SyntaxNode } from '../syntax-node.ts'
import type { Role } from './role.ts'
import type { EditVocabulary } from './vocabulary.ts'

/** What kind of slip an edit makes or mends. */
export type VisualEditKind =
  | 'comparison-flip'
  | 'number'
  | 'index'
  | 'attribute'
  | 'object'
  | 'phrase'
  | 'attribute-dropped'
  | 'attribute-added'
  | 'quantifier'
  | 'connective'
  | 'negation'
  | 'axis'
  | 'direction'
  | 'extreme'
  | 'order'
  | 'helper'
  | 'option'
  | 'answer'
  | 'filter-dropped'
  | 'filter-added'
  | 'condition-dropped'
  | 'condition-added'
  | 'guard-dropped'
  | 'guard-added'
  | 'variable'
  | 'image-side'
  | 'arguments'
  | 'arithmetic'
  | 'distinct'
  | 'return-moved'

/** One typed edit of a visual program, before it is made. */
export interface VisualEdit {
  readonly kind: VisualEditKind
  /** The expression, statement or run of statements that is written anew. */
  readonly span: Span
  /** The new text of the span; never empty. */
  readonly source: string
  /** For people: "line 5: `len(dogs) >= 2` became `len(dogs) > 2`". */
  readonly note: string
  /** How common such a slip is: a ratio, at most about 1. */
  readonly weight: number
}

/** A program with what the families of edits may know about it. */
export interface EditSite {
  readonly tree: SyntaxTree
  readonly scopes: Scopes
  readonly vocabulary: EditVocabulary
  roleOf(node: SyntaxNode): Role
  /** Variables that have a value at this place, with what they hold; no functions. */
  variablesAt(node: SyntaxNode): readonly Variable[]
}

export interface Variable {
  readonly name: string
  readonly role: Role
}

/** The edits of one family that can be made at a node; it is asked about every node of the program. */
export type EditFamily = (node: SyntaxNode, site: EditSite) => Iterable<VisualEdit>

/** Another text in the place of this node, with parentheses where its level needs them. */
export const rewritten = (
  kind: VisualEditKind,
  node: SyntaxNode,
  by: { readonly text: string; readonly level?: number; readonly weight: number },
): VisualEdit => {
  const source = (by.level ?? level.atom) < levelNeeded(node) ? `(${by.text})` : by.text
  return { kind, span: node.span, source, note: became(node, source), weight: by.weight }
}

/** Another text in the place of a part of this node: the whole node counts as the place. */
export const withPart = (
  kind: VisualEditKind,
  node: SyntaxNode,
  change: { readonly part: SyntaxNode; readonly text: string; readonly weight: number },
): VisualEdit => {
  const { part, text, weight } = change
  const source = node.text.slice(0, part.from - node.from) + text + node.text.slice(part.to - node.from)
  return { kind, span: node.span, source, note: became(node, source), weight }
}

/** Another text in the place of all that stands from one node to another. */
export const rewrittenRun = (
  kind: VisualEditKind,
  tree: SyntaxTree,
  by: {
    readonly first: SyntaxNode
    readonly last: SyntaxNode
    readonly text: string
    readonly note: string
    readonly weight: number
  },
): VisualEdit => ({
  kind,
  span: tree.lines.spanOf(by.first.from, by.last.to),
  source: by.text,
  note: `line ${by.first.span.from.line}: ${by.note}`,
  weight: by.weight,
})

const became = (node: SyntaxNode, source: string): string =>
  `line ${node.span.from.line}: \`${short(node.text)}\` became \`${short(source)}\``

/** One line, bounded, with a mark where something was cut. */
export const short = (text: string): string => {
  const flat = text.replaceAll(/\s+/g, ' ')
  return flat.length > 80 ? `${flat.slice(0, 79)}…` : flat
}

/** The source with the edits made; `undefined` where two of them overlap. */
export const withEdits = (
  { source, lines }: Pick<SyntaxTree, 'source' | 'lines'>,
  edits: readonly Pick<VisualEdit, 'span' | 'source'>[],
): string | undefined =>
  applyEdits(
    source,
    edits.map((edit) => ({
      from: lines.offsetAt(edit.span.from),
      to: lines.offsetAt(edit.span.to),
      text: edit.source,
    })),
  )
