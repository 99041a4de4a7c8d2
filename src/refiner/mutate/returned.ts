import { replaceNode } from '../../syntax/edit.ts'
import { level, levelOf } from '../../syntax/expression.ts'
import { child, parts } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { Family } from './mutation.ts'
import { line, phrase, replacing, short } from './mutation.ts'
import { results } from './statement-added.ts'
import { fit } from './static-type.ts'

const returnedValue = (node: SyntaxNode): SyntaxNode | undefined =>
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

type Conversion = readonly [make: (text: string) => string, prior: number]

/** From the type that came to the type that was expected. */
const conversions: Readonly<Record<string, readonly Conversion[]>> = {
  'list>tuple': [[(e) => `tuple(${e})`, 1]],
  'tuple>list': [[(e) => `list(${e})`, 1]],
  'list>str': [
    [(e) => `''.join(${e})`, 0.7],
    [(e) => `' '.join(${e})`, 0.7],
    [(e) => `str(${e})`, 0.5],
    [(e) => `''.join(map(str, ${e}))`, 0.4],
    [(e) => `', '.join(${e})`, 0.2],
  ],
  'tuple>str': [
    [(e) => `str(${e})`, 0.5],
    [(e) => `''.join(${e})`, 0.4],
  ],
  'str>list': [
    [(e) => `list(${e})`, 0.6],
    [(e) => `${e}.split()`, 0.6],
    [(e) => `[${e}]`, 0.5],
  ],
  'str>int': [
    [(e) => `int(${e})`, 1],
    [(e) => `len(${e})`, 0.4],
  ],
  'int>str': [
    [(e) => `str(${e})`, 1],
    [(e) => `chr(${e})`, 0.2],
    [(e) => `bin(${e})[2:]`, 0.2],
  ],
  'float>int': [
    [(e) => `int(${e})`, 0.8],
    [(e) => `round(${e})`, 0.7],
  ],
  'int>float': [[(e) => `float(${e})`, 0.5]],
  'float>str': [[(e) => `str(${e})`, 0.8]],
  'set>list': [
    [(e) => `list(${e})`, 0.7],
    [(e) => `sorted(${e})`, 0.8],
  ],
  'list>set': [[(e) => `set(${e})`, 1]],
  'set>tuple': [
    [(e) => `tuple(sorted(${e}))`, 0.7],
    [(e) => `tuple(${e})`, 0.6],
  ],
  'list>int': [
    [(e) => `len(${e})`, 0.7],
    [(e) => `sum(${e})`, 0.6],
    [(e) => `${e}[0]`, 0.3],
    [(e) => `max(${e})`, 0.2],
  ],
  'list>bool': [
    [(e) => `bool(${e})`, 0.6],
    [(e) => `any(${e})`, 0.3],
    [(e) => `all(${e})`, 0.3],
  ],
  'int>list': [
    [(e) => `[${e}]`, 0.7],
    [(e) => `[int(d) for d in str(${e})]`, 0.1],
  ],
  'int>bool': [
    [(e) => `bool(${e})`, 0.5],
    [(e) => `${e} > 0`, 0.3],
    [(e) => `${e} == 0`, 0.3],
  ],
  'bool>int': [[(e) => `int(${e})`, 0.6]],
  'dict>list': [
    [(e) => `list(${e}.items())`, 0.6],
    [(e) => `list(${e}.values())`, 0.4],
    [(e) => `list(${e})`, 0.4],
  ],
  'list>dict': [[(e) => `dict(${e})`, 0.8]],
  'generator>list': [[(e) => `list(${e})`, 1]],
  'bool>str': [[(e) => `str(${e})`, 0.6]],
  'str>tuple': [
    [(e) => `tuple(${e})`, 0.5],
    [(e) => `(${e},)`, 0.4],
  ],
  'list>list': [
    [(e) => `sorted(${e})`, 0.35],
    [(e) => `${e}[::-1]`, 0.3],
    [(e) => `list(set(${e}))`, 0.15],
    [(e) => `[${e}]`, 0.15],
    [(e) => `sorted(set(${e}))`, 0.15],
    [(e) => `sorted(${e}, reverse=True)`, 0.15],
  ],
  'str>str': [
    [(e) => `${e}[::-1]`, 0.25],
    [(e) => `${e}.strip()`, 0.3],
    [(e) => `${e}.lower()`, 0.15],
    [(e) => `${e}.upper()`, 0.15],
    [(e) => `${e}.capitalize()`, 0.08],
  ],
  'tuple>tuple': [
    [(e) => `tuple(sorted(${e}))`, 0.2],
    [(e) => `${e}[::-1]`, 0.25],
  ],
  'int>int': [[(e) => `abs(${e})`, 0.3]],
  'float>float': [
    [(e) => `round(${e}, 2)`, 0.3],
    [(e) => `round(${e}, 1)`, 0.15],
    [(e) => `abs(${e})`, 0.15],
  ],
  'bool>bool': [[(e) => `not ${e}`, 0.4]],
}

/** The result is converted to the type that the checks expect, or to its usual form (sorted, stripped, turned round). */
export const converted: Family = function* (node, { failure }) {
  const value = returnedValue(node)
  if (value === undefined) return
  for (const actual of failure.actualTypes) {
    for (const expected of failure.expectedTypes) {
      for (const [make, prior] of conversions[`${actual}>${expected}`] ?? []) {
        const bare = levelOf(value) === level.atom || (/^\w+\(/.test(make('')) && levelOf(value) > level.tuple)
        const text = make(bare ? value.text : `(${value.text})`)
        yield replacing(
          value,
          phrase(text, /^(\w|\[|')/.test(text) && !/^not | [<>=]=? /.test(text) ? level.atom : level.not),
          prior,
        )
      }
    }
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

/** A `yield` or `return` whose value is a call of its own function gives the whole where a part is meant. */
export const ownParts: Family = function* (node) {
  if (node.kind !== 'lambda') return
  const body = child(node, 'body')
  if (body !== undefined && levelOf(body) > level.tuple)
    yield replacing(body, phrase(`-${body.text}`, level.unary), 0.15)
}
