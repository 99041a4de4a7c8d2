import { isExpression, level } from '../../syntax/expression.ts'
import { child, enclosing, walk } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { joined, wholeCondition } from './condition.ts'
import type { Family, Phrase } from './mutation.ts'
import { phrase, phraseOf, replacing } from './mutation.ts'
import type { Subject } from './subject.ts'

/** A condition asks first whether there is something to ask: `x is None or …`, `x is not None and …`, `xs and …`. */
export const guardAdded: Family = function* (node, subject) {
  if (!wholeCondition(node) || node.kind === 'parenthesized_expression') return
  const body = child(enclosing(node, 'if_statement', 'while_statement', 'elif_clause') ?? node, 'consequence')
  const places = [
    [node, 1],
    [body, 0.4],
  ] as const
  for (const [place, share] of places) {
    if (place === undefined) continue
    for (const { object, kind } of dereferenced(place)) {
      const likely = share * urgency(kind, subject)
      const { absent, present } = guards(object, kind)
      yield replacing(node, joined([absent, 'or', phraseOf(node)]), likely)
      yield replacing(node, joined([present, 'and', phraseOf(node)]), likely)
    }
  }
}

/** How likely it is that a guard of this kind is missing. */
export const urgency = (kind: Dereference['kind'], { failure }: Subject): number => {
  if (kind === 'attribute') return failure.none ? 0.9 : 0.25
  return failure.errors.has('IndexError') ? 0.7 : failure.none ? 0.4 : 0.2
}

export interface Dereference {
  /** The source text of the object. */
  readonly object: string
  /** An attribute asks for an object that is not None, an element for a container that is not empty. */
  readonly kind: 'attribute' | 'element'
}

/** Objects of which an attribute or element is read below this node, each once. */
export const dereferenced = (root: SyntaxNode): readonly Dereference[] => {
  const found = new Map<string, Dereference>()
  for (const node of walk(root)) {
    const field = node.kind === 'attribute' ? 'object' : node.kind === 'subscript' ? 'value' : undefined
    const object = field !== undefined && isExpression(node) ? child(node, field) : undefined
    if (object === undefined || !/^(identifier|attribute|subscript)$/.test(object.kind) || found.has(object.text))
      continue
    const takes =
      node.kind === 'subscript' || (node.field === 'function' && /^(pop|popleft)$/.test(child(node, 'attribute')!.text))
    found.set(object.text, { object: object.text, kind: takes ? 'element' : 'attribute' })
  }
  return [...found.values()]
}

/** Tests that there is nothing to ask, and that there is. */
export const guards = (
  object: string,
  kind: Dereference['kind'],
): { readonly absent: Phrase; readonly present: Phrase } =>
  kind === 'attribute'
    ? {
        absent: { text: `${object} is None`, level: level.comparison },
        present: { text: `${object} is not None`, level: level.comparison },
      }
    : { absent: { text: `not ${object}`, level: level.not }, present: phrase(object) }
