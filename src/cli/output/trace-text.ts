import type { Trace } from '../../core/trace.ts'
import { renderBlocks } from '../../trace/blocks.ts'
import { renderCompact } from '../../trace/compact.ts'
import { renderInline } from '../../trace/inline.ts'
import { renderPysnooper } from '../../trace/pysnooper.ts'

const views = {
  compact: renderCompact,
  inline: renderInline,
  pysnooper: renderPysnooper,
  blocks: renderBlocks,
  json: (trace: Trace) => `${JSON.stringify(trace, null, 2)}\n`,
} as const

export type View = keyof typeof views

/** The trace in that view, ending with a newline. */
export const traceText = (trace: Trace, source: string, view: View): string => {
  const text = views[view](trace, source)
  if (text === '')
    return view === 'pysnooper' ? '(no function was called: this view shows only those)\n' : '(no steps)\n'
  return text.endsWith('\n') ? text : `${text}\n`
}
