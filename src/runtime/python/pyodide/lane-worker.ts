import { Worker } from 'node:worker_threads'
import type { Limits, Outcome } from '../../../core/execution.ts'
import type { ToolFailure, ToolRun } from '../../tool-run.ts'
import { Beacon } from './beacon.ts'
import { cpuOfThread } from './thread-cpu.ts'
import { ToolLine } from './tool-line.ts'
import type { WorkerMessage, WorkerRequest, WorkerStart } from './worker.ts'
import { workerFile } from './worker-file.ts'

/** The answer of `answer.py`, or the number of the exchange in which the program got stuck, and how that is to be told. */
export type Result =
  | { readonly answer: Uint8Array }
  | { readonly stuck: number; readonly outcome: Outcome }
  | ToolFailure

/** What a worker starts from. */
export type LaneStart = Omit<WorkerStart, 'beacon' | 'toolLine'>

/**
 * Recursion in C takes some ten times as much of this stack as of the one in WASM, which CPython guards; the release of a
 * list that is nested a million times takes of this one alone.
 */
const STACK_MB = 256
/** How often a busy worker is looked at, and how much later than by its own clock it is ended from outside. */
const WATCH_MS = 100
const GRACE_MS = 200

export interface Bounds extends Pick<Limits, 'wallMs' | 'cpuMs'> {
  /** How long the whole request may take: a check itself may be without end. */
  readonly patienceMs: number
}

/**
 * One thread with a grader and a candidate. It keeps Node from exiting only while it works. A program that computes in C
 * without ever looking up is stuck for good, and takes the thread with it.
 */
export class LaneWorker {
  readonly #worker: Worker
  readonly #beacon = new Beacon()
  readonly #line = new ToolLine()
  /** Those of the request under way; how long they have taken for all calls that are answered, and since when they answer one. */
  #tools: ToolRun | undefined
  #toolMs = 0
  #asking: number | undefined
  #thread: string | undefined
  #settle: { resolve(message: WorkerMessage): void; reject(error: Error): void } | undefined
  alive = true

  /** Resolves when the worker is ready to serve. */
  static async open(start: LaneStart): Promise<LaneWorker> {
    const worker = new LaneWorker(start)
    worker.#worker.ref()
    const message = await worker.#next().finally(() => worker.#worker.unref())
    if ('thread' in message) worker.#thread = message.thread
    return worker
  }

  private constructor(start: LaneStart) {
    this.#worker = new Worker(workerFile('worker'), {
      workerData: { ...start, beacon: this.#beacon.buffer, toolLine: this.#line.buffer } satisfies WorkerStart,
      resourceLimits: { stackSizeMb: STACK_MB },
      execArgv: [],
      env: {},
    })
    this.#worker.on('message', (message: WorkerMessage) => this.#settle?.resolve(message))
    this.#worker.on('error', (error) => this.#lost(error))
    this.#worker.on('exit', (code) => this.#lost(new Error(`the worker ended (${code})`)))
  }

  /** Rejects when the worker ends first, cannot grade, or takes too long over it, but for the time that tools take. */
  async ask(request: WorkerRequest, bounds: Bounds, tools?: ToolRun): Promise<Result> {
    this.#tools = tools
    tools?.begin()
    let found: Result | Error | undefined
    const look = this.#watch(bounds)
    const watch = setInterval(() => {
      found = look()
      if (found === undefined) return
      clearInterval(watch)
      void this.end()
    }, WATCH_MS)
    this.#worker.ref()
    this.#worker.postMessage(request, [])
    try {
      let message = await this.#next()
      while ('call' in message) {
        await this.#answer(message.call)
        message = await this.#next()
      }
      if ('answer' in message) return message
      if ('toolset' in message && tools !== undefined) return tools.failed(message.toolset)
      throw new Error('fault' in message ? message.fault : 'the worker gave no answer')
    } catch (error) {
      if (found === undefined || found instanceof Error) throw found ?? error
      return found
    } finally {
      clearInterval(watch)
      this.#tools = undefined
      tools?.end()
      this.#worker.unref()
    }
  }

  async #answer(call: Uint8Array): Promise<void> {
    if (this.#tools === undefined) throw new Error('a tool was called where there is none')
    this.#asking = performance.now()
    this.#worker.postMessage(await this.#tools.answer(call), [])
    this.#line.ring()
    this.#toolMs += performance.now() - this.#asking
    this.#asking = undefined
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }

  /** Looks whether an exchange is past its time, which the worker itself would have ended if it could. */
  #watch(bounds: Bounds): () => Result | Error | undefined {
    const clocks = () => ({
      exchange: this.#beacon.exchange,
      wallMs: (this.#asking ?? performance.now()) - this.#toolMs,
      cpuMs: cpuOfThread(this.#thread),
    })
    const began = clocks()
    let seen = began
    return () => {
      const now = clocks()
      if (now.exchange !== seen.exchange) seen = now
      const over = (limit: 'cpuMs' | 'wallMs') => now[limit] - seen[limit] > bounds[limit] + GRACE_MS
      const limit = over('cpuMs') ? 'cpuMs' : over('wallMs') ? 'wallMs' : undefined
      if (now.exchange !== 0 && limit !== undefined)
        return { stuck: now.exchange, outcome: { kind: 'exceeded', limit } }
      return now.wallMs - began.wallMs > bounds.patienceMs ? new Error('a check computes without end') : undefined
    }
  }

  async #next(): Promise<WorkerMessage> {
    if (!this.alive) throw new Error('the worker has ended')
    try {
      return await new Promise<WorkerMessage>((resolve, reject) => {
        this.#settle = { resolve, reject }
      })
    } finally {
      this.#settle = undefined
    }
  }

  #lost(error: Error): void {
    this.alive = false
    this.#settle?.reject(error)
    this.#tools?.end()
  }
}
