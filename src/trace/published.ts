import type { Execution } from '../core/execution.ts'
import { renderPysnooper } from './pysnooper.ts'

/** Characters of PySnooper's output that were read. */
const CHARACTERS_READ = 100_000
/** The time that PySnooper puts before each event, with its space: cut off after the reading. */
const STAMP = '00:00:00.000000'

/**
 * The trace as VDebugger's models were trained on it (VDebugger §2): PySnooper's text at depth 2, which is the body of
 * `execute_command` alone, values of at most 1,000 characters, the first 100,000 characters of it, from the last call of the
 * function on, without times and starting variables. `Compile Error` where the program never ran, and an empty text where
 * nothing was traced. The published runtime cut the same text with the names of its own arguments in it, so that where the
 * 100,000 are reached the end differs by these.
 */
export const renderPublished = ({ outcome, trace }: Execution, source: string): string => {
  if (outcome.kind === 'rejected') return 'Compile Error'
  if (trace === undefined) return ''
  const read = renderPysnooper(trace, source, {
    depth: 1,
    maxVariableLength: 1_000,
    timestamp: STAMP,
    maxLines: Infinity,
    maxCharacters: Infinity,
  }).slice(0, CHARACTERS_READ)
  const lines = read.split('\n').map((line) => (line.startsWith(`${STAMP} `) ? line.slice(STAMP.length + 1) : line))
  const start = lines.findLastIndex((line) => /^call +\d+ +def execute_command\b/.test(line))
  return lines
    .slice(Math.max(0, start))
    .join('\n')
    .replace(/tensor\(\[\[\[.*?\]\]\]\)/g, 'tensor([[[...]]])')
    .trimEnd()
}

/** The result as the published prompts show it: `str` of the answer, `None` after any error. */
export const publishedResult = ({ outcome }: Execution): string =>
  outcome.kind === 'returned' ? unquoted(outcome.value?.text ?? 'None') : 'None'

/** The `str` of a value whose `repr` this is: they differ for a string alone. */
const unquoted = (text: string): string => /^(['"])(.*)\1$/s.exec(text)?.[2]?.replaceAll(/\\(['"\\])/g, '$1') ?? text
