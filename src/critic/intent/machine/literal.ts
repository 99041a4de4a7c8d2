import { child, parts } from '../../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../../syntax/syntax-node.ts'
import type { Run } from './machine.ts'
import { Unread, textOf } from './value.ts'

export const integerOf = (text: string): number => {
  const number = Number(text.replaceAll('_', ''))
  if (Number.isNaN(number)) throw new Unread(text)
  return number
}

/** What stands between the quotes; `undefined` for a text with expressions in it. */
export const plainText = (node: SyntaxNode): string | undefined => {
  if (node.kind !== 'string' || node.children.some(({ kind }) => kind === 'interpolation')) return undefined
  const raw = node.children
    .filter(({ kind }) => kind === 'string_content')
    .map(({ text }) => text)
    .join('')
  return unescaped(raw)
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\', "'": "'", '"': '"', '\n': '' }

const unescaped = (raw: string): string =>
  raw.replace(/\\([\s\S])/g, (whole, letter: string) => escapes[letter] ?? whole)

export const compileString = (node: SyntaxNode, compile: (inner: SyntaxNode) => Run): Run => {
  const plain = plainText(node)
  if (plain !== undefined) return () => plain
  const pieces = parts(node).flatMap((each): Run[] => {
    if (each.kind === 'string_content') {
      const text = unescaped(each.text.replaceAll('{{', '{').replaceAll('}}', '}'))
      return [() => text]
    }
    if (each.kind !== 'interpolation') return []
    if (child(each, 'format_specifier') !== undefined) throw new Unread('a format')
    const run = compile(child(each, 'expression') ?? parts(each)[0]!)
    return [(frame) => textOf(run(frame))]
  })
  return (frame) => pieces.map((piece) => piece(frame)).join('')
}
