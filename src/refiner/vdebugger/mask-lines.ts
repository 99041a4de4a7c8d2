import type { Attempt } from '../../core/attempt.ts'
import { correspondingSpan } from '../../syntax/corresponding-span.ts'
import { loadPython } from '../../syntax/python.ts'

/** `code`, another layout of the attempt's program, with the place that its critics blame most replaced by `<MASKED>`. */
export const maskLines = async (attempt: Attempt, code: string): Promise<string | undefined> => {
  const blamed = attempt.feedback.flatMap(({ verdict, blame }) => (verdict === 'pass' ? [] : blame))
  const first = blamed.toSorted((a, b) => b.weight - a.weight)[0]
  if (first === undefined) return undefined
  const python = await loadPython()
  const tree = python.parse(code)
  const span =
    code === attempt.program.source
      ? first.span
      : correspondingSpan(first.span, python.parse(attempt.program.source), tree)
  if (span === undefined) return undefined
  return code.slice(0, tree.lines.offsetAt(span.from)) + '<MASKED>' + code.slice(tree.lines.offsetAt(span.to))
}
