import { parentPort, workerData } from 'node:worker_threads'
import type { Outcome } from '../../../core/execution.ts'
import { Beacon } from './beacon.ts'
import { Candidate } from './candidate.ts'
import { ToolFailed } from './tool-device.ts'
import { ToolLine } from './tool-line.ts'
import type { Image } from './interpreter.ts'
import { standardLibraryFiles } from './standard-library.ts'
import { threadCpuClock, threadName } from './thread-cpu.ts'
import { TrustedGrader } from './trusted-grader.ts'

/** What a worker is given when it starts. */
export interface WorkerStart {
  readonly module: WebAssembly.Module
  readonly image: Image
  readonly standardLibrary: Uint8Array
  readonly beacon: SharedArrayBuffer
  readonly toolLine: SharedArrayBuffer
}

export interface WorkerRequest {
  /** The JSON of docs/python-protocol.md. */
  readonly json: Uint8Array
  /** Exchanges of this request that never return, by their number: how they end is known from an earlier try. */
  readonly deaths: ReadonlyMap<number, Outcome>
  /** There is a toolset, which the program may call. */
  readonly hasTools: boolean
}

/**
 * `thread` names the worker's thread; it comes first, once. Then each request has its answer, or the fault that there is none;
 * `toolset` says that a call of a tool failed. Before that, each `call` of a tool has an answer of its own (`ToolLine`).
 */
export type WorkerMessage =
  | { readonly thread: string | undefined }
  | { readonly call: Uint8Array }
  | { readonly answer: Uint8Array }
  | { readonly toolset: string }
  | { readonly fault: string }

const serve = (port: NonNullable<typeof parentPort>, start: WorkerStart): void => {
  const beacon = new Beacon(start.beacon)
  const line = new ToolLine(start.toolLine)
  const options = {
    module: start.module,
    image: start.image,
    files: standardLibraryFiles(start.standardLibrary),
    cpuMs: threadCpuClock(),
    onExchange: (number: number) => beacon.show(number),
    callTool: (call: Uint8Array) => {
      port.postMessage({ call } satisfies WorkerMessage)
      return line.await(port)
    },
  }
  const grader = new TrustedGrader(options, new Candidate(options))
  port.on('message', (request: WorkerRequest) => {
    try {
      port.postMessage({ answer: grader.grade(request) } satisfies WorkerMessage)
    } catch (error) {
      if (error instanceof ToolFailed) return port.postMessage({ toolset: error.message } satisfies WorkerMessage)
      const fault = error instanceof Error ? (error.stack ?? error.message) : String(error)
      port.postMessage({ fault } satisfies WorkerMessage)
    }
  })
  port.postMessage({ thread: threadName() } satisfies WorkerMessage)
}

if (parentPort !== null) serve(parentPort, workerData as WorkerStart)
