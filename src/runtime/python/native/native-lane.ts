import { attribute, EngineError } from '../../../core/engine-error.ts'
import { defaultLimits } from '../../../core/execution.ts'
import type { RuntimeFacts } from '../../../core/runtime.ts'
import type { Lane } from '../../lane-pool.ts'
import type { ToolFailure, ToolRun } from '../../tool-run.ts'
import type { PythonRequest } from '../python-request.ts'
import type { Graded, PlacedGraded } from '../to-execution.ts'
import { withTraces } from '../to-execution.ts'
import type { LaneMessage } from './lane-message.ts'
import { LaneProcess } from './lane-process.ts'

/** A request of `grade` as JSON (docs/python-protocol.md), and how long the lane may take to answer. */
export interface NativeRequest extends Pick<PythonRequest, 'json' | 'patienceMs'> {
  readonly tools?: ToolRun | undefined
}

/** One lane process: the trusted grader and its sandbox. What a toolset does wrong is its answer too. */
export interface NativeLane extends Lane<NativeRequest, Graded | ToolFailure> {
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
  /** What is wrong with the toolset. */
  readonly toolset?: string
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
    async run({ json, patienceMs, tools }) {
      tools?.begin()
      try {
        return gradedOf(await process.ask(json, patienceMs, tools), tools, onRefusal)
      } finally {
        tools?.end()
      }
    },
    kill: () => process.kill(),
    get alive() {
      return process.alive
    },
  }
}

const gradedOf = (
  { json, attachments }: LaneMessage,
  tools: ToolRun | undefined,
  onRefusal: (reason: string) => void,
): Graded | ToolFailure => {
  const { execution, error, toolset, refusal } = JSON.parse(json) as Answer
  if (toolset !== undefined && tools !== undefined) return tools.failed(toolset)
  if (refusal !== undefined) onRefusal(refusal)
  if (execution === undefined) throw new EngineError('sandbox', `native: ${error ?? 'the lane gave no answer'}`)
  return withTraces(execution, attachments, tools)
}
