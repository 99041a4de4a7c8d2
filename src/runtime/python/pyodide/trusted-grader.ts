import type { Limits } from '../../../core/execution.ts'
import type { Candidate, CandidateOptions } from './candidate.ts'
import { Death } from './host/death.ts'
import { HostClock } from './host-clock.ts'
import { imageSize, Interpreter } from './interpreter.ts'
import { ToolFailed } from './tool-device.ts'
import type { WorkerRequest } from './worker.ts'

const MB = 1 << 20
const FILE_CAPS = { bytes: 16 * MB, nodes: 1024 }
const MEMORY_BYTES = 1024 * MB
/** A grader whose memory has grown by more than this is replaced, for memory cannot shrink. */
const KEPT_GROWTH = 64 * MB
const SIGINT = 2

/** The commands and the status bytes of `answer.py`. */
const command = { start: 0, exchange: 1, restartClocks: 2, takeOutput: 3, usage: 4, stop: 5 } as const
const status = { done: 0, died: 1 } as const
const yes = 1

interface Start {
  readonly limits: Limits
  readonly shared: boolean
}

/** The Python that holds the checks: it asks the candidate through a device, and the candidate cannot ask it. */
export class TrustedGrader {
  readonly #options: CandidateOptions
  readonly #candidate: Candidate
  readonly #clock: HostClock
  #interpreter: Interpreter | undefined
  #answer: Uint8Array = new Uint8Array()
  #console: Uint8Array[] = []
  #lastAsked = 0
  /** Infinite until the first candidate is started: the limits are not known before. */
  #patienceMs = Number.POSITIVE_INFINITY

  constructor(options: CandidateOptions, candidate: Candidate) {
    this.#options = options
    this.#candidate = candidate
    this.#clock = new HostClock(options.cpuMs)
  }

  /** Grades one request: the JSON of docs/python-protocol.md in, the answer of `answer.py` out. Throws when it cannot, `ToolFailed` where a tool is the reason. */
  grade({ json, deaths, hasTools }: WorkerRequest): Uint8Array {
    this.#interpreter ??= this.#open()
    this.#candidate.begin(deaths, hasTools)
    this.#clock.restart()
    this.#lastAsked = this.#options.cpuMs()
    try {
      return this.#interpreter.call(this.#options.image.entries.grader, json)
    } catch (error) {
      if (error instanceof ToolFailed) {
        this.#interpreter = undefined // it was left amid its work
        throw error
      }
      throw new Error(`the grader failed: ${this.#explain()}`, { cause: error })
    } finally {
      const grown = (this.#interpreter?.machine.memory.bytes.length ?? 0) - imageSize(this.#options.image)
      if (grown > KEPT_GROWTH) this.#interpreter = undefined
    }
  }

  /** Gives up the interpreter, and says what Python itself says of the matter. */
  #explain(): string {
    const interpreter = this.#interpreter
    this.#interpreter = undefined
    try {
      interpreter?.python.PyErr_Print()
    } catch {
      this.#console.push(Buffer.from('Python is broken'))
    }
    return Buffer.concat(this.#console).toString()
  }

  #open(): Interpreter {
    this.#console = []
    const terminal = {
      read: () => new Uint8Array(),
      write: (bytes: Uint8Array) => void this.#console.push(bytes.slice()),
    }
    const interpreter = Interpreter.open({
      module: this.#options.module,
      files: this.#options.files,
      clock: this.#clock,
      standard: [terminal, terminal, terminal],
      devices: { '/dev/candidate': { read: (length) => this.#read(length), write: (bytes) => this.#write(bytes) } },
      environment: [],
      look: () => this.#look(),
      slept: () => undefined,
      memoryLimit: () => MEMORY_BYTES,
      memoryRefused: () => undefined,
    })
    interpreter.restore(this.#options.image, FILE_CAPS)
    return interpreter
  }

  /** A check that computes for too long by itself, without asking the program anything, is interrupted. */
  #look(): number {
    const now = this.#options.cpuMs()
    if (now - this.#lastAsked < this.#patienceMs) return 0
    this.#lastAsked = now
    return SIGINT
  }

  #read(length: number): Uint8Array {
    const part = this.#answer.subarray(0, length)
    this.#answer = this.#answer.subarray(length)
    return part
  }

  #write(bytes: Uint8Array): void {
    this.#lastAsked = this.#options.cpuMs()
    try {
      this.#reply(status.done, this.#run(bytes[0], bytes.slice(1)))
    } catch (error) {
      if (!(error instanceof Death)) throw error
      this.#reply(status.died, jsonBytes(error.outcome))
    }
  }

  #run(asked: number | undefined, argument: Uint8Array): Uint8Array {
    switch (asked) {
      case command.start:
        return this.#start(JSON.parse(Buffer.from(argument).toString()) as Start)
      case command.exchange:
        return this.#candidate.exchange(argument)
      case command.restartClocks:
        this.#candidate.restartClocks()
        return new Uint8Array()
      case command.takeOutput:
        return this.#output()
      case command.usage:
        return jsonBytes(this.#candidate.usage())
      default:
        this.#candidate.stop(argument[0] === yes)
        return new Uint8Array()
    }
  }

  #start({ limits, shared }: Start): Uint8Array {
    this.#patienceMs = limits.wallMs
    return this.#candidate.start(limits, shared) ? Uint8Array.of(yes) : new Uint8Array()
  }

  #output(): Uint8Array {
    const { stdout, stderr } = this.#candidate.takeOutput()
    const lengths = Buffer.alloc(12)
    ;[stdout.bytes.length, stdout.dropped, stderr.dropped].forEach((length, index) =>
      lengths.writeUInt32LE(length, 4 * index),
    )
    return Buffer.concat([lengths, stdout.bytes, stderr.bytes])
  }

  #reply(result: number, body: Uint8Array): void {
    const header = Buffer.alloc(5)
    header[0] = result
    header.writeUInt32LE(body.length, 1)
    this.#answer = Buffer.concat([header, body])
  }
}

const jsonBytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value))
