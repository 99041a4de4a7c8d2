import type { CheckResult, Execution } from '../../core/execution.ts'
import type { Trace } from '../../core/trace.ts'
import type { ToolRun } from '../tool-run.ts'
import { decodeWatched } from './decode-trace.ts'

/** What `grade` (grader.py) tells: an `Execution` but for what only the caller knows. */
export type Graded = Omit<Execution, 'programId' | 'runtime'>

/** Where a lane has put a trace: offset and length in the bytes that it sent along. */
type Placed<T> = Omit<T, 'trace'> & { readonly trace?: readonly [offset: number, length: number] }

/** The JSON of a graded request as a lane writes it: each trace by its place. */
export type PlacedGraded = Placed<Omit<Graded, 'checks'>> & { readonly checks: readonly Placed<CheckResult>[] }

/** Puts the decoded traces in their places, and adds the log of `tools`, the calls that were made meanwhile. */
export const withTraces = ({ trace, checks, ...rest }: PlacedGraded, bytes: Uint8Array, tools?: ToolRun): Graded => {
  const stepIds = new Map<number, number>()
  const traceAt = traceReader(bytes, stepIds)
  const graded = {
    ...rest,
    ...traceAt(trace),
    checks: checks.map(({ trace: own, ...check }) => ({ ...check, ...traceAt(own) })),
  }
  return tools === undefined ? graded : { ...graded, tools: tools.log(stepIds) }
}

/** A trace that the program has spoilt is no trace: it is evidence for a reader, and no verdict depends on it. */
const traceReader =
  (bytes: Uint8Array, stepIds: Map<number, number>) =>
  (place: Placed<CheckResult>['trace']): { readonly trace?: Trace } => {
    if (place === undefined) return {}
    try {
      const { trace, toolSteps } = decodeWatched(bytes.subarray(place[0], place[0] + place[1]))
      for (const [call, step] of toolSteps) stepIds.set(call, step)
      return { trace }
    } catch {
      return {}
    }
  }
