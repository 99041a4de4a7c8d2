import { isLosslessNumber } from 'lossless-json'
import { EngineError, attribute } from '../core/engine-error.ts'
import type { Json } from '../core/json.ts'
import { jsonText } from '../core/json.ts'
import type { ToolCall, ToolLog, ToolRequest, Toolset } from '../core/toolset.ts'

/** Calls that a log keeps, and bytes of their arguments and answers together. */
const MOST_KEPT = 1000
const MOST_KEPT_BYTES = 16 << 20
/** The most that one answer takes. */
const ANSWER_BYTES = 16 << 20
const MOST_NESTED = 200

/** The first byte of an answer (docs/python-protocol.md): 1 is for the sandbox, which refuses calls beyond the limit. */
export const answerStatus = { answered: 0, failed: 2, forged: 3 } as const
const HEADER_BYTES = 5

/** Instead of an execution: the error of its toolset, which is to be thrown. */
export interface ToolFailure {
  readonly failure: unknown
}

/** The calls of tools that one execution makes. */
export interface ToolRun {
  /**
   * Answers one call as it came out of the sandbox, trusting nothing of it: `u8 status · u32 number of the call · JSON`. Never
   * rejects: where the toolset fails, the answer says so, and `failed` why.
   */
  answer(request: Uint8Array): Promise<Buffer>
  /** Why the execution has failed, when the sandbox says `what` of the toolset. */
  failed(what: string): ToolFailure
  /** The program begins, perhaps anew: what it asked before is forgotten, and no more waited for. */
  begin(): void
  /** The program has ended, or its sandbox has: a call under way is aborted, and counts as failed. */
  end(): void
  /** `stepIds` gives for a call the step that tells of it. */
  log(stepIds: ReadonlyMap<number, number>): ToolLog
}

/** Answers the calls of one execution with a toolset, and keeps the first of them, and the last, which may be the program's answer. */
export const openToolRun = (toolset: Toolset, signal: AbortSignal | undefined): ToolRun => {
  let calls: ToolCall[] = []
  let last: ToolCall | undefined
  let made = 0
  let bytes = 0
  let failure: ToolFailure | undefined
  let run = new AbortController()
  /** Ends the wait for the toolset, whether that heeds its signal or not. */
  let stopWaiting = (_reason: unknown): void => undefined

  const stop = (reason: unknown): void => {
    signal?.removeEventListener('abort', abort)
    run.abort(reason)
    stopWaiting(reason)
  }
  const abort = (): void => stop(signal?.reason)
  const keep = (call: ToolCall, size: number): void => {
    bytes += size
    last = call
    if (calls.length === call.id && calls.length < MOST_KEPT && bytes <= MOST_KEPT_BYTES) calls.push(call)
  }
  return {
    async answer(request) {
      const asked = readRequest(request)
      if (asked === undefined) return reply(answerStatus.forged)
      const id = made++
      try {
        const stopped = new Promise<never>((_, reject) => (stopWaiting = reject))
        const { answer, details, text } = await Promise.race([askToolset(toolset, asked, run.signal), stopped])
        keep({ id, ...asked, answer, ...(details === undefined ? {} : { details }) }, request.length + text.length)
        return reply(answerStatus.answered, id, text)
      } catch (error) {
        failure ??= { failure: error }
        return reply(answerStatus.failed)
      }
    },
    failed: (what) => failure ?? { failure: new EngineError('toolset', `the toolset ${toolset.name}: ${what}`) },
    begin() {
      stop(new Error('the program begins anew'))
      run = new AbortController()
      signal?.addEventListener('abort', abort, { once: true })
      calls = []
      last = undefined
      made = bytes = 0
      failure = undefined
    },
    end: () => stop(new Error('the program has ended')),
    log: (stepIds) => {
      const all = last === undefined || last.id === calls.at(-1)?.id ? calls : [...calls, last]
      const dropped = made - all.length
      const kept = all.map((call) => {
        const stepId = stepIds.get(call.id)
        return stepId === undefined ? call : { ...call, stepId }
      })
      return { calls: kept, ...(dropped > 0 ? { dropped } : {}) }
    },
  }
}

/** What to throw: an abort fails whatever call is under way. */
export const reasonOf = ({ failure }: ToolFailure, signal: AbortSignal | undefined): unknown =>
  signal?.aborted === true ? signal.reason : failure

const reply = (status: number, id = 0, text = ''): Buffer => {
  const size = Buffer.byteLength(text)
  const bytes = Buffer.alloc(HEADER_BYTES + size)
  bytes[0] = status
  bytes.writeUInt32LE(id, 1)
  bytes.write(text, HEADER_BYTES)
  return bytes
}

/** `[op, args]` as JSON; `undefined` for anything else, and for what is nested deeper than a program of good will can send. */
const readRequest = (bytes: Uint8Array): ToolRequest | undefined => {
  try {
    const read = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')) as Json
    if (!Array.isArray(read) || read.length !== 2 || typeof read[0] !== 'string') return undefined
    return isShallow(read[1], MOST_NESTED) ? { op: read[0], args: read[1] as Json } : undefined
  } catch {
    return undefined
  }
}

/** Without numbers that are none and holes that JSON would fill. */
const isJson = (value: unknown, room = MOST_NESTED): boolean => {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return ['string', 'boolean', 'object'].includes(typeof value)
  if (isLosslessNumber(value)) return true
  const parts = Array.isArray(value) ? value : Object.values(value).filter((part) => part !== undefined)
  return room > 0 && parts.every((part) => isJson(part, room - 1))
}

const isShallow = (value: unknown, room: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (room > 0 && Object.values(value).every((part) => isShallow(part, room - 1)))

interface Answered extends Pick<ToolCall, 'answer' | 'details'> {
  /** The JSON of the answer. */
  readonly text: string
}

const askToolset = (toolset: Toolset, request: ToolRequest, signal: AbortSignal): Promise<Answered> =>
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
