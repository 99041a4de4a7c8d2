import { attribute, EngineError } from '../../../core/engine-error.ts'
import type { CheckResult, Execution } from '../../../core/execution.ts'
import { defaultLimits } from '../../../core/execution.ts'
import type { RuntimeFacts } from '../../../core/runtime.ts'
import type { Trace } from '../../../core/trace.ts'
import type { Lane } from '../../lane-pool.ts'
import { decodeTrace } from '../decode-trace.ts'
import type { LaneMessage } from './lane-message.ts'
import { LaneProcess } from './lane-process.ts'

/** A request of `grade` as JSON (docs/python-protocol.md), and how long the lane may take to answer. */
export interface NativeRequest {
  readonly json: string
  readonly patienceMs: number
}

/** An `Execution` but for what only the caller knows. */
export type NativeReply = Omit<Execution, 'programId' | 'runtime'>

/** One lane process: the trusted grader and its sandbox. */
export interface NativeLane extends Lane<NativeRequest, NativeReply> {
  readonly missing: RuntimeFacts['missing']
}

const START_MS = 30_000

interface Hello {
  readonly missing?: readonly (readonly [layer: string, reason: string])[]
  readonly error?: string
}

/** Where `lane.py` has put a trace: offset and length in the attachments. */
type Placed<T> = Omit<T, 'trace'> & { readonly trace?: readonly [offset: number, length: number] }

interface Answer {
  readonly execution?: Placed<Omit<NativeReply, 'checks'>> & { readonly checks: readonly Placed<CheckResult>[] }
  readonly error?: string
}

/** Starts the lane of a seat of its pool. Throws `EngineError` of boundary `sandbox` where this machine does not allow a sandbox. */
export const openNativeLane = async (python: string, seat: number): Promise<NativeLane> => {
  const process = new LaneProcess(python, [defaultLimits.fileBytes, seat])
  const hello = await attribute('sandbox', 'native: the sandbox did not start', async () => {
    return JSON.parse((await process.next(START_MS)).json) as Hello
  })
  if (hello.missing === undefined) {
    await process.kill()
    throw new EngineError('sandbox', `native: ${hello.error ?? 'the lane gave no account of itself'}`)
  }
  return {
    missing: hello.missing.map(([layer, reason]) => ({ layer, reason })),
    run: async ({ json, patienceMs }) => replyOf(await process.ask(json, patienceMs)),
    kill: () => process.kill(),
    get alive() {
      return process.alive
    },
  }
}

const replyOf = ({ json, attachments }: LaneMessage): NativeReply => {
  const { execution, error } = JSON.parse(json) as Answer
  if (execution === undefined) throw new EngineError('sandbox', `native: ${error ?? 'the lane gave no answer'}`)
  const { trace, checks, ...rest } = execution
  return {
    ...rest,
    ...traceAt(trace, attachments),
    checks: checks.map(({ trace: own, ...check }) => ({ ...check, ...traceAt(own, attachments) })),
  }
}

/** A trace that the program has spoilt is no trace: it is evidence for a reader, and nothing depends on it. */
const traceAt = (place: Placed<CheckResult>['trace'], attachments: Uint8Array): { readonly trace?: Trace } => {
  if (place === undefined) return {}
  try {
    return { trace: decodeTrace(attachments.subarray(place[0], place[0] + place[1])) }
  } catch (error) {
    if (error instanceof RangeError) return {}
    throw error
  }
}
