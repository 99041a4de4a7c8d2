import type { SyntaxNode } from './syntax-node.ts'

/** Replaces the characters from `from` up to `to` (offsets into the source). */
export interface TextEdit {
  readonly from: number
  readonly to: number
  readonly text: string
}

export const replaceNode = (node: SyntaxNode, text: string): TextEdit => ({ from: node.from, to: node.to, text })

export const edited = (from: number, to: number, text: string): TextEdit => ({ from, to, text })

/** The source with all edits made. Edits that overlap give `undefined`; of two insertions at one place the first stays first. */
export const applyEdits = (source: string, edits: readonly TextEdit[]): string | undefined => {
  const ordered = edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => a.edit.from - b.edit.from || a.edit.to - b.edit.to || a.order - b.order)
  let result = ''
  let at = 0
  for (const { edit } of ordered) {
    if (edit.from < at) return undefined
    result += source.slice(at, edit.from) + edit.text
    at = edit.to
  }
  return result + source.slice(at)
}

/** The white space that opens the line on which the offset lies. */
export const indentationAt = (source: string, offset: number): string => {
  const start = lineStart(source, offset)
  return /^[ \t]*/.exec(source.slice(start, offset))![0]
}

/** One more level of indentation, as this source writes it. */
export const indentationUnit = (source: string): string => {
  const depths = [...source.matchAll(/:[ \t]*(?:#.*)?\n(?:[ \t]*\n)*([ \t]+)\S/g)].map((match) => match[1]!)
  const shortest = depths.sort((a, b) => a.length - b.length)[0]
  return shortest?.includes('\t') === true ? '\t' : (shortest ?? '    ')
}

/** Moves the lines after the first from one indentation to another; the first starts where it is put. */
export const reindent = (text: string, from: string, to: string): string =>
  text
    .split('\n')
    .map((line, index) => (index > 0 && line.startsWith(from) ? to + line.slice(from.length) : line))
    .join('\n')

export const lineStart = (source: string, offset: number): number =>
  offset === 0 ? 0 : source.lastIndexOf('\n', offset - 1) + 1

/** The offset just after the line break that ends this line, or the end of the source. */
export const nextLineStart = (source: string, offset: number): number => {
  const end = source.indexOf('\n', offset)
  return end === -1 ? source.length : end + 1
}

/** Removes a statement with its line where it stands alone there, else only its own characters and one `;`. */
export const removeStatement = (source: string, statement: SyntaxNode): TextEdit => {
  const start = lineStart(source, statement.from)
  const end = nextLineStart(source, statement.to)
  const before = source.slice(start, statement.from)
  const after = source.slice(statement.to, end)
  if (/^[ \t]*$/.test(before) && /^[ \t]*(?:#.*)?\r?\n?$/.test(after)) return edited(start, end, '')
  const semicolon = /^[ \t]*;[ \t]*/.exec(after)
  return edited(statement.from, statement.to + (semicolon?.[0].length ?? 0), semicolon === null ? 'pass' : '')
}
