import type { CheckResult, Execution } from '../../../core/execution.ts'
import type { Trace } from '../../../core/trace.ts'
import { decodeTrace } from '../decode-trace.ts'

/** An `Execution` but for what only the caller knows. */
export type Answer = Omit<Execution, 'programId' | 'runtime'>

/** Where `answer.py` has put a trace: offset and length behind the JSON. */
type Placed<T> = Omit<T, 'trace'> & { readonly trace?: readonly [offset: number, length: number] }

/** Reads the answer of `answer.py`: `u32 length of the JSON · JSON · traces`. */
export const readAnswer = (answer: Uint8Array): Answer => {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.length)
  const end = 4 + bytes.readUInt32LE(0)
  const traces = bytes.subarray(end)
  const { trace, checks, ...rest } = JSON.parse(bytes.toString('utf8', 4, end)) as Placed<Omit<Answer, 'checks'>> & {
    readonly checks: readonly Placed<CheckResult>[]
  }
  return {
    ...rest,
    ...traceAt(trace, traces),
    checks: checks.map(({ trace: own, ...check }) => ({ ...check, ...traceAt(own, traces) })),
  }
}

/** A trace that the program has spoilt is no trace: it is evidence for a reader, and nothing depends on it. */
const traceAt = (place: Placed<CheckResult>['trace'], traces: Uint8Array): { readonly trace?: Trace } => {
  if (place === undefined) return {}
  try {
    return { trace: decodeTrace(traces.subarray(place[0], place[0] + place[1])) }
  } catch (error) {
    if (error instanceof RangeError) return {}
    throw error
  }
}
