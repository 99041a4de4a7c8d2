import type { Span } from '../core/span.ts'
import { lineTable } from './line-table.ts'

/**
 * The part of `text` that `changed` does not share with it: what is left between the longest common beginning and the
 * longest common end, without white space around it. Where something was only added, the line where that stands; `undefined`
 * where the two are equal.
 */
export const changedSpan = (text: string, changed: string): Span | undefined => {
  if (text === changed) return undefined
  let from = 0
  while (from < text.length && text[from] === changed[from]) from++
  let end = 0
  while (end < Math.min(text.length, changed.length) - from && text.at(-1 - end) === changed.at(-1 - end)) end++
  let to = text.length - end
  const lines = lineTable(text)
  if (text.slice(from, to).trim() === '') {
    const { line } = lines.positionAt(from)
    const start = lines.starts[line - 1]!
    const stop = (lines.starts[line] ?? text.length + 1) - 1
    const indent = /^\s*/.exec(text.slice(start, stop))![0].length
    return lines.spanOf(start + indent, stop)
  }
  while (/\s/.test(text[from]!)) from++
  while (/\s/.test(text[to - 1]!)) to--
  return lines.spanOf(from, to)
}
