import { attribute, EngineError } from '../../../core/engine-error.ts'
import { defaultLimits } from '../../../core/execution.ts'
import type { RuntimeFacts } from '../../../core/runtime.ts'
import type { Lane } from '../../lane-pool.ts'
import type { PythonRequest } from '../python-request.ts'
import type { Graded, PlacedGraded } from '../to-execution.ts'
import { withTraces } from '../to-execution.ts'
import type { LaneMessage } from './lane-message.ts'
import { LaneProcess } from './lane-process.ts'

/** A request of `grade` as JSON (docs/python-protocol.md), and how long the lane may take to answer. */
export type NativeRequest = Pick<PythonRequest, 'json' | 'patienceMs'>

/** One lane process: the trusted grader and its sandbox. */
export interface NativeLane extends Lane<NativeRequest, Graded> {
  readonly missing: RuntimeFacts['missing']
}

const START_MS = 30_000

interface Hello {
  readonly missing?: readonly (readonly [layer: string, reason: string])[]
  readonly error?: string
}

interface Answer {
  readonly execution?: PlacedGraded
  readonly error?: string
  /** Why programs share no child any more. */
  readonly refusal?: string
}

/** Starts the lane of a seat of its pool. Throws `EngineError` of boundary `sandbox` where this machine does not allow a sandbox. */
export const openNativeLane = async (
  python: string,
  seat: number,
  onRefusal: (reason: string) => void,
): Promise<NativeLane> => {
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
    run: async ({ json, patienceMs }) => gradedOf(await process.ask(json, patienceMs), onRefusal),
    kill: () => process.kill(),
    get alive() {
      return process.alive
    },
  }
}

const gradedOf = ({ json, attachments }: LaneMessage, onRefusal: (reason: string) => void): Graded => {
  const { execution, error, refusal } = JSON.parse(json) as Answer
  if (refusal !== undefined) onRefusal(refusal)
  if (execution === undefined) throw new EngineError('sandbox', `native: ${error ?? 'the lane gave no answer'}`)
  return withTraces(execution, attachments)
}
