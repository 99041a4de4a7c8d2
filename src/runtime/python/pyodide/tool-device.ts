import type { Outcome } from '../../../core/execution.ts'
import { answerStatus } from '../../answer-status.ts'
import { Death } from './host/death.ts'
import type { Endpoint } from './interpreter.ts'

/** The most that one call takes. */
const CALL_BYTES = 1 << 20
/** The answer to a call beyond the limit (`tool_calls.py`). */
const REFUSED = Uint8Array.of(1, 0, 0, 0, 0)
/** Calls beyond the limit after which a program is ended that will not end by itself. */
const MOST_REFUSED = 100
const FORGED: Outcome = { kind: 'blocked', what: 'a forged tool call' }

/** Thrown through all of WASM: a call could not be served, so that nothing of the request is of use. */
export class ToolFailed extends Error {}

export interface ToolDeviceOptions {
  /** Asks the host, and waits for it: `u8 status · u32 number of the call · JSON`. */
  readonly call: (request: Uint8Array) => Uint8Array
  /** The host begins to answer, and ends. */
  readonly waits: () => void
  readonly goesOn: () => void
}

/**
 * The file by which a program calls tools: a call is written to it, then `u32 length · answer` is read. Its program may make as
 * many calls as `allow` says, none before.
 */
export class ToolDevice implements Endpoint {
  readonly #options: ToolDeviceOptions
  #answer: Uint8Array = new Uint8Array()
  #left: number | undefined
  /** A call was refused, since there were more than the limit allows. */
  refused = false

  constructor(options: ToolDeviceOptions) {
    this.#options = options
  }

  /** Without a number there is no toolset. */
  allow(calls: number | undefined): void {
    this.#left = calls
    this.#answer = new Uint8Array()
    this.refused = false
  }

  read(length: number): Uint8Array {
    const part = this.#answer.subarray(0, length)
    this.#answer = this.#answer.subarray(length)
    return part
  }

  write(bytes: Uint8Array): void {
    if (this.#left === undefined || bytes.length > CALL_BYTES) throw new Death(FORGED)
    this.refused = this.#left <= 0
    if (this.#left <= -MOST_REFUSED) throw new Death({ kind: 'exceeded', limit: 'toolCalls' })
    this.#left -= 1
    const answer = this.refused ? REFUSED : this.#ask(bytes.slice())
    const size = Buffer.alloc(4)
    size.writeUInt32LE(answer.length)
    this.#answer = Buffer.concat([size, answer])
  }

  #ask(request: Uint8Array): Uint8Array {
    this.#options.waits()
    try {
      const answer = this.#options.call(request)
      if (answer[0] === answerStatus.forged) throw new Death(FORGED)
      if (answer[0] === answerStatus.failed) throw new ToolFailed('a call failed')
      return answer
    } finally {
      this.#options.goesOn()
    }
  }
}
