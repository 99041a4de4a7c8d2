import { z } from 'zod'
import { EngineError } from '../../core/engine-error.ts'
import type { Execution, Outcome } from '../../core/execution.ts'
import { limitNames } from '../../core/execution.ts'
import type { VisualAnswer } from '../../core/visual.ts'

/** Numbers may come as they were written (`LosslessNumber`). */
const number = z.unknown().transform(Number).pipe(z.number())
const box = z.object({ left: number, lower: number, right: number, upper: number })
const answerShape: z.ZodType<VisualAnswer> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('boolean'), value: z.boolean() }),
    z.object({ kind: z.literal('number'), value: number }),
    z.object({ kind: z.literal('patch'), patch: z.object({ id: number, image: number, box }) }),
    z.object({ kind: z.literal('list'), items: z.array(answerShape) }),
    z.object({ kind: z.literal('other'), type: z.string(), text: z.string() }),
  ]),
)
const callShape = z.object({ answer: answerShape })

/** What a visual program answered, or how it ended without an answer. */
export type VisualEnding =
  | { readonly answer: VisualAnswer; readonly outcome?: undefined }
  | { readonly answer?: undefined; readonly outcome: Outcome }

/**
 * Reads the answer that an execution with a visual toolset ended with. `EngineError` (benchmark) where the program
 * returned and its answer was not recorded: that is no fault of the program.
 */
export function readAnswer({ outcome, tools }: Execution): VisualEnding {
  if (outcome.kind !== 'returned') return { outcome }
  const call = tools?.calls.findLast(({ op }) => op === 'answer')
  if (call === undefined)
    throw new EngineError(
      'benchmark',
      tools?.dropped === undefined
        ? 'the program returned, and the toolset was told no answer: run visual programs with the toolset of their task'
        : `the program made ${tools.dropped} calls more than are kept, so its answer is not known`,
    )
  const read = callShape.safeParse(call.args)
  if (!read.success)
    throw new EngineError('benchmark', `the recorded answer cannot be read: ${z.prettifyError(read.error)}`)
  return read.data
}

/** How a program ended that gave no answer, in words. */
export function endingWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'returned':
      return 'returned'
    case 'raised':
    case 'rejected':
      return `${outcome.kind}: ${outcome.error}: ${outcome.message}`.slice(0, 300)
    case 'exceeded':
      return `went over the limit of ${limitNames[outcome.limit]}`
    case 'exited':
      return `ended itself with code ${outcome.code}`
    case 'crashed':
      return `crashed with ${outcome.signal}`
    case 'blocked':
      return `was stopped: ${outcome.what}`
  }
}
