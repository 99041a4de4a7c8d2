import type { Limits, Outcome, Usage } from '../../../core/execution.ts'
import { CapturedOutput } from './captured-output.ts'
import type { Device } from './host/file-node.ts'
import { Death, outcomeOf } from './host/death.ts'
import { VirtualClock } from './host/virtual-clock.ts'
import type { ArchivedFile } from './host/zip-archive.ts'
import type { Image } from './interpreter.ts'
import { imageSize, Interpreter } from './interpreter.ts'
import { Stopwatch } from './stopwatch.ts'
import { ToolDevice } from './tool-device.ts'

export interface CandidateOptions {
  readonly module: WebAssembly.Module
  readonly image: Image
  readonly files: readonly ArchivedFile[]
  /** Milliseconds of processor time of this thread. */
  readonly cpuMs: () => number
  /** Told of the number of each exchange that begins, and of 0 when it ends. */
  readonly onExchange: (number: number) => void
  /** Has the host answer a call of a tool. */
  readonly callTool: (request: Uint8Array) => Uint8Array
}

const MB = 1 << 20
/** The longest reply; the grader has limits of its own, far below. */
const REPLY_BYTES = 64 * MB
/** An instance whose memory has grown by more than this is given up, for memory cannot shrink. */
const KEPT_GROWTH = 16 * MB
const MOST_FILES = 4096
/** That one state of the memory may serve. */
const MOST_PROGRAMS = 64

/** The sandbox of `answer.py`: one program at a time, each in a Python that is as it was at first. */
export class Candidate {
  readonly #options: CandidateOptions
  readonly #clock = new VirtualClock()
  readonly #stopwatch: Stopwatch
  readonly #stdout = new CapturedOutput()
  readonly #stderr = new CapturedOutput()
  readonly #tools: ToolDevice
  /** Programs without a toolset do not find it. */
  #toolFile: Device | undefined
  #hasTools = false
  #interpreter: Interpreter | undefined
  #limits: Limits | undefined
  /** The program has asked for more memory than it may have. */
  #refused = false
  #peakMb = 0
  #death: Death | undefined
  /** Programs that the state of the memory has served, and the limits that it was made with, while it is kept. */
  #programs = 0
  #kept: Limits | undefined
  #exchanges = 0
  #known: ReadonlyMap<number, Outcome> = new Map()

  constructor(options: CandidateOptions) {
    this.#options = options
    this.#stopwatch = new Stopwatch(options.cpuMs, this.#clock)
    this.#tools = new ToolDevice({
      call: options.callTool,
      waits: () => this.#stopwatch.pause(),
      goesOn: () => this.#stopwatch.goOn(),
    })
  }

  /** A new request; `known` are outcomes of exchanges that it will come to, and that never return. */
  begin(known: ReadonlyMap<number, Outcome>, hasTools: boolean): void {
    this.#known = known
    this.#hasTools = hasTools
    this.#exchanges = 0
  }

  /** A fresh candidate: nothing of an earlier one is left. With `shared` it may be one that was kept, which gives true. */
  start(limits: Limits, shared: boolean): boolean {
    const kept = this.#kept
    const again = shared && kept?.memoryMb === limits.memoryMb && kept.fileBytes === limits.fileBytes
    this.#kept = undefined
    if (again) this.#programs += 1
    else this.#restore(limits)
    this.#allowTools(limits)
    this.#clock.reset()
    this.#stopwatch.reset(limits)
    this.#stdout.reset(limits.outputBytes)
    this.#stderr.reset(limits.outputBytes)
    this.#limits = limits
    this.#death = undefined
    this.#refused = false
    this.#peakMb = 0
    return again
  }

  /** One request, one reply. Throws `Death` when the candidate ends instead, and ever after. */
  exchange(frame: Uint8Array): Uint8Array {
    const number = ++this.#exchanges
    const known = this.#known.get(number)
    if (known !== undefined) this.#death ??= new Death(known)
    if (this.#death !== undefined) throw this.#death
    this.#options.onExchange(number)
    this.#stopwatch.start()
    this.#tools.refused = false
    try {
      const reply = this.#call(frame)
      if (!this.#tools.refused) return reply
    } catch (error) {
      const outcome = outcomeOf(error)
      if (outcome === undefined) throw error
      // CPython does not always survive it that memory is refused; the cause is told, not the crash.
      const starved = this.#refused && outcome.kind === 'crashed'
      const limit = this.#tools.refused ? 'toolCalls' : starved ? 'memoryMb' : undefined
      throw (this.#death = new Death(limit === undefined ? outcome : { kind: 'exceeded', limit }))
    } finally {
      this.#stopwatch.stop()
      this.#options.onExchange(0)
    }
    throw new Death({ kind: 'exceeded', limit: 'toolCalls' }) // it lives on for its trace to be taken
  }

  /** A check begins, and has the whole of the wall and cpu limits. */
  restartClocks(): void {
    this.#stopwatch.restart()
    if (this.#limits !== undefined) this.#allowTools(this.#limits)
  }

  takeOutput() {
    return { stdout: this.#stdout.take(), stderr: this.#stderr.take() }
  }

  usage(): Usage {
    if (this.#interpreter !== undefined) this.#peakMb = this.#interpreter.usedBytes / MB
    return { ...this.#stopwatch.used, peakMb: this.#peakMb }
  }

  /** With `keep` the next program may run where this one has. */
  stop(keep: boolean): void {
    const healthy = this.#interpreter !== undefined && this.#death === undefined
    this.#kept = keep && healthy && this.#programs < MOST_PROGRAMS ? this.#limits : undefined
    this.#releaseGrown()
  }

  #allowTools({ toolCalls }: Limits): void {
    this.#tools.allow(this.#hasTools ? toolCalls : undefined)
  }

  #restore(limits: Limits): void {
    this.#releaseGrown()
    const { image } = this.#options
    const interpreter = (this.#interpreter ??= this.#open())
    interpreter.restore(image, { bytes: limits.fileBytes, nodes: MOST_FILES })
    interpreter.machine.files.showDevice('/dev/tools', this.#hasTools ? this.#toolFile : undefined)
    this.#programs = 1
  }

  #releaseGrown(): void {
    const grown = (this.#interpreter?.machine.memory.bytes.length ?? 0) - imageSize(this.#options.image)
    if (grown <= KEPT_GROWTH) return
    this.#interpreter = undefined
    this.#kept = undefined
  }

  #call(frame: Uint8Array): Uint8Array {
    const reply = this.#interpreter!.call(this.#options.image.entries.candidate, frame)
    if (reply.length > REPLY_BYTES) throw new Death({ kind: 'exceeded', limit: 'outputBytes' })
    return reply
  }

  #open(): Interpreter {
    const { module, image, files } = this.#options
    const interpreter = Interpreter.open({
      module,
      files,
      clock: this.#clock,
      standard: [
        { read: () => new Uint8Array(), write: () => undefined },
        { read: () => new Uint8Array(), write: (bytes) => this.#stdout.write(bytes) },
        { read: () => new Uint8Array(), write: (bytes) => this.#stderr.write(bytes) },
      ],
      environment: [],
      look: () => this.#stopwatch.look(),
      slept: () => this.#stopwatch.slept(),
      memoryLimit: () => Math.max((this.#limits?.memoryMb ?? 0) * MB, imageSize(image)),
      memoryRefused: () => {
        this.#refused = true
      },
    })
    this.#toolFile = interpreter.machine.files.device({
      read: (length) => this.#tools.read(length),
      write: (bytes) => this.#tools.write(bytes),
    })
    return interpreter
  }
}
