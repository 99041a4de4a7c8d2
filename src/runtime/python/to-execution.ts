import type { CheckResult, Execution } from '../../core/execution.ts'
import type { Trace } from '../../core/trace.ts'
import { decodeTrace } from './decode-trace.ts'

/** What `grade` (grader.py) tells: an `Execution` but for what only the caller knows. */
export type Graded = Omit<Execution, 'programId' | 'runtime'>

/** Where a lane has put a trace: offset and length in the bytes that it sent along. */
type Placed<T> = Omit<T, 'trace'> & { readonly trace?: readonly [offset: number, length: number] }

/** The JSON of a graded request as a lane writes it: each trace by its place. */
export type PlacedGraded = Placed<Omit<Graded, 'checks'>> & { readonly checks: readonly Placed<CheckResult>[] }

/** Puts the decoded traces in their places. */
export const withTraces = ({ trace, checks, ...rest }: PlacedGraded, bytes: Uint8Array): Graded => ({
  ...rest,
  ...traceAt(trace, bytes),
  checks: checks.map(({ trace: own, ...check }) => ({ ...check, ...traceAt(own, bytes) })),
})

/** A trace that the program has spoilt is no trace: it is evidence for a reader, and no verdict depends on it. */
const traceAt = (place: Placed<CheckResult>['trace'], bytes: Uint8Array): { readonly trace?: Trace } => {
  if (place === undefined) return {}
  try {
    return { trace: decodeTrace(bytes.subarray(place[0], place[0] + place[1])) }
  } catch {
    return {}
  }
}
