import type { Trace } from '../core/trace.ts'
import { clip } from './clip.ts'
import type { Budget } from './clip.ts'
import type { SnooperPage } from './snooper-frame.ts'
import { endAbove, writeStep } from './snooper-writer.ts'
import type { SnooperRun } from './snooper-writer.ts'
import { sourceLines } from './source-lines.ts'

export interface PysnooperOptions extends Budget {
  /** Functions in one another that are shown, from the outermost on. Default: all. PySnooper's own default is 1. */
  readonly depth?: number
  /** Characters of one value. Default 1,000. */
  readonly maxVariableLength?: number
  /** Put before each event in place of PySnooper's time. Default: nothing. */
  readonly timestamp?: string
}

/**
 * The text that PySnooper 1.2.3 prints, but for its times. It reports the interpreter's line events, of which a trace
 * lacks those that run nothing: heads of loops that are come back to, `try:`, `except …:` and the end of a `with`. These
 * are found in the source, where each statement stands on lines of its own. Objects read as in every view of a value:
 * their own `__repr__` is not called.
 */
export const renderPysnooper = (trace: Trace, source: string, options: PysnooperOptions = {}): string => {
  const { steps, truncated } = trace
  const outermost = steps.reduce(
    (least, { kind, depth }) => (kind === 'call' ? Math.min(least, depth) : least),
    Infinity,
  )
  const deepest = outermost + (options.depth ?? Infinity)
  const shown = steps.filter(({ depth }) => depth >= outermost && depth < deepest)
  const page: SnooperPage = {
    source: sourceLines(source),
    lines: [],
    outermost,
    maxVariableLength: options.maxVariableLength ?? 1_000,
    stamp: options.timestamp === undefined ? '' : `${options.timestamp} `,
  }
  const run: SnooperRun = { page, steps: shown, frames: [], waiting: [] }
  const cutAt = truncated === undefined ? -1 : shown.findIndex(({ id }) => id > truncated.after)
  for (let index = 0; index < shown.length; index++) {
    if (index === cutAt && truncated) page.lines.push(`… ${truncated.dropped} steps were not kept …`)
    writeStep(run, index)
  }
  endAbove(run, -1)
  return clip(page.lines, options)
}
