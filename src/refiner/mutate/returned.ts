import { replaceNode } from '../../syntax/edit.ts'
import { level } from '../../syntax/expression.ts'
import { parts } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { Family } from './mutation.ts'
import { line, phrase, replacing, short } from './mutation.ts'
import { results } from './statement-added.ts'
import { fit } from './static-type.ts'

export const returnedValue = (node: SyntaxNode): SyntaxNode | undefined =>
  node.kind === 'return_statement' ? parts(node)[0] : undefined

/** Another result: a variable in scope, or a short value of the type that the checks expect. */
export const otherResult: Family = function* (node, { variablesAt, failure }) {
  const value = returnedValue(node)
  if (node.kind !== 'return_statement') return
  const wanted = failure.expectedTypes
  const options: (readonly [string, number])[] = results(wanted).map((text) => [text, 0.2] as const)
  for (const name of variablesAt(node)) {
    const fits = wanted.size === 0 ? 0.5 : fit(name.types, wanted)
    if (fits > 0) options.push([name.text, 0.25 * fits * (name.local ? 1 : 0.6)])
    if (wanted.size === 0 || wanted.has('list')) options.push([`[${name.text}]`, name.local ? 0.15 : 0.25])
  }
  for (const [text, prior] of options) {
    if (value === undefined)
      yield {
        edits: [replaceNode(node, `return ${text}`)],
        at: node,
        prior,
        note: `${line(node)}: \`return\` became \`return ${text}\``,
      }
    else if (text !== value.text) yield replacing(value, phrase(text), prior)
  }
}

/** `return` becomes `yield`, `yield` becomes `yield from`, and the other ways round. */
export const yielding: Family = function* (node) {
  if (node.kind === 'return_statement' && parts(node)[0] !== undefined) {
    yield {
      edits: [replaceNode(node.children[0]!, 'yield')],
      at: node,
      prior: 0.05,
      note: `${line(node)}: \`return\` became \`yield\``,
    }
  }
  if (node.kind !== 'yield') return
  const value = parts(node)[0]
  if (value === undefined) return
  const from = node.children.some(({ kind }) => kind === 'from')
  yield replacing(node, phrase(from ? `yield ${value.text}` : `yield from ${value.text}`, level.tuple), 0.35)
  if (node.parent?.kind === 'expression_statement')
    yield {
      edits: [replaceNode(node, `return ${value.text}`)],
      at: node,
      prior: 0.1,
      note: `${line(node)}: \`${short(node.text)}\` became \`return ${short(value.text)}\``,
    }
}

/** An exception becomes a result. */
export const raisedToResult: Family = function* (node, { failure, variablesAt }) {
  if (node.kind !== 'raise_statement') return
  const values = [...results(failure.expectedTypes), 'None', ...variablesAt(node).map(({ text }) => text)]
  for (const value of new Set(values))
    yield {
      edits: [replaceNode(node, `return ${value}`)],
      at: node,
      prior: 0.3,
      note: `${line(node)}: \`${short(node.text)}\` became \`return ${value}\``,
    }
}
