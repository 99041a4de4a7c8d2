import { isLosslessNumber } from 'lossless-json'
import { attribute } from '../core/engine-error.ts'
import type { Json } from '../core/json.ts'
import { jsonText } from '../core/json.ts'
import type { ToolCall, ToolRequest, Toolset } from '../core/toolset.ts'

/** The most that one answer takes. */
const ANSWER_BYTES = 16 << 20
const MOST_NESTED = 200
const HEADER_BYTES = 5

/** An answer as bytes: `u8 status · u32 number of the call · JSON`, little-endian. */
export const answerBytes = (status: number, id = 0, text = ''): Buffer => {
  const bytes = Buffer.alloc(HEADER_BYTES + Buffer.byteLength(text))
  bytes[0] = status
  bytes.writeUInt32LE(id, 1)
  bytes.write(text, HEADER_BYTES)
  return bytes
}

/** `[op, args]` as JSON; `undefined` for anything else, and for what is nested deeper than a program of good will can send. */
export const readToolRequest = (bytes: Uint8Array): ToolRequest | undefined => {
  try {
    const read = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')) as Json
    if (!Array.isArray(read) || read.length !== 2 || typeof read[0] !== 'string') return undefined
    return isShallow(read[1], MOST_NESTED) ? { op: read[0], args: read[1] as Json } : undefined
  } catch {
    return undefined
  }
}

const isShallow = (value: unknown, room: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (room > 0 && Object.values(value).every((part) => isShallow(part, room - 1)))

interface Answered extends Pick<ToolCall, 'answer' | 'details'> {
  /** The JSON of the answer. */
  readonly text: string
}

/** The toolset's answer. Throws `EngineError`, of boundary `toolset` where no other is at fault. */
export const askToolset = (toolset: Toolset, request: ToolRequest, signal: AbortSignal): Promise<Answered> =>
  attribute('toolset', `the toolset ${toolset.name} could not serve ${request.op.slice(0, 100)}`, async () => {
    signal.throwIfAborted()
    const { answer, details } = await toolset.call(request, signal)
    if (!isJson(answer)) throw new Error('its answer is nothing that JSON can say')
    const text = jsonText(answer)
    if (text.length > ANSWER_BYTES)
      throw new Error(`its answer takes ${text.length} characters, more than ${ANSWER_BYTES}`)
    // What the program gets, whatever becomes of the toolset's own objects.
    return { answer: JSON.parse(text) as Json, text, ...(details === undefined ? {} : { details }) }
  })

/** Without numbers that are none and holes that JSON would fill. */
const isJson = (value: unknown, room = MOST_NESTED): boolean => {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return ['string', 'boolean', 'object'].includes(typeof value)
  if (isLosslessNumber(value)) return true
  const parts = Array.isArray(value) ? value : Object.values(value).filter((part) => part !== undefined)
  return room > 0 && parts.every((part) => isJson(part, room - 1))
}
