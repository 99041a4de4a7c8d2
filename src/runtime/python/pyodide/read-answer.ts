import type { Graded, PlacedGraded } from '../to-execution.ts'
import { withTraces } from '../to-execution.ts'

/** `refusal`: why programs share no candidate any more. */
export interface Answer {
  readonly graded: Graded
  readonly refusal?: string
}

/** Reads the answer of `answer.py`: `u32 length of the JSON · JSON · traces`. */
export const readAnswer = (answer: Uint8Array): Answer => {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.length)
  const end = 4 + bytes.readUInt32LE(0)
  const { refusal, ...placed } = JSON.parse(bytes.toString('utf8', 4, end)) as PlacedGraded & { refusal?: string }
  const graded = withTraces(placed, bytes.subarray(end))
  return refusal === undefined ? { graded } : { graded, refusal }
}
