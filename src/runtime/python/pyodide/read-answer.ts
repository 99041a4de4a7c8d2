import type { ToolFailure, ToolRun } from '../../tool-run.ts'
import type { Graded, PlacedGraded } from '../to-execution.ts'
import { withTraces } from '../to-execution.ts'

/** `refusal`: why programs share no candidate any more. */
export interface Answer {
  readonly graded: Graded | ToolFailure
  readonly refusal?: string
}

interface Asides {
  readonly refusal?: string
  readonly toolset?: string
}

/** Reads the answer of `answer.py`: `u32 length of the JSON · JSON · traces`. */
export const readAnswer = (answer: Uint8Array, tools: ToolRun | undefined): Answer => {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.length)
  const end = 4 + bytes.readUInt32LE(0)
  const { refusal, toolset, ...placed } = JSON.parse(bytes.toString('utf8', 4, end)) as PlacedGraded & Asides
  const failure = toolset === undefined ? undefined : tools?.failed(toolset)
  const graded = failure ?? withTraces(placed, bytes.subarray(end), tools)
  return refusal === undefined ? { graded } : { graded, refusal }
}
