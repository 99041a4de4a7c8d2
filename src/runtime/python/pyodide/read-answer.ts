import type { Graded, PlacedGraded } from '../to-execution.ts'
import { withTraces } from '../to-execution.ts'

/** Reads the answer of `answer.py`: `u32 length of the JSON · JSON · traces`. */
export const readAnswer = (answer: Uint8Array): Graded => {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.length)
  const end = 4 + bytes.readUInt32LE(0)
  return withTraces(JSON.parse(bytes.toString('utf8', 4, end)) as PlacedGraded, bytes.subarray(end))
}
