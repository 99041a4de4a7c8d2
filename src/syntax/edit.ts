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

const standsAlone = (source: string, statement: SyntaxNode): boolean =>
  /^[ \t]*$/.test(source.slice(lineStart(source, statement.from), statement.from))

/** Puts a statement (lines after its first already indented as for column 1) on a line of its own before another one. */
export const insertBefore = (source: string, statement: SyntaxNode, text: string): TextEdit => {
  if (!standsAlone(source, statement)) return edited(statement.from, statement.from, `${text}; `)
  const indentation = indentationAt(source, statement.from)
  return edited(statement.from, statement.from, `${indented(text, indentation)}\n${indentation}`)
}

/** Puts a statement on a line of its own behind another one, in the same block. */
export const insertAfter = (source: string, statement: SyntaxNode, text: string): TextEdit => {
  const end = nextLineStart(source, statement.to)
  const rest = source.slice(statement.to, end)
  if (!standsAlone(source, statement)) return edited(statement.to, statement.to, `; ${text}`)
  const indentation = indentationAt(source, statement.from)
  if (/^[ \t]*(?:#.*)?\r?\n$/.test(rest)) return edited(end, end, `${indentation}${indented(text, indentation)}\n`)
  return edited(statement.to, statement.to, `\n${indentation}${indented(text, indentation)}`)
}

/** The text with this indentation before every line but the first. */
export const indented = (text: string, indentation: string): string =>
  text.replaceAll(/\n(?=[^\n])/g, `\n${indentation}`)

/** The statement's text as it would stand at column 1. */
export const outdented = (source: string, statement: SyntaxNode): string =>
  reindent(statement.text, indentationAt(source, statement.from), '')
