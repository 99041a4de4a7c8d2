import { parentPort, workerData } from 'node:worker_threads'
import type { Outcome } from '../../../core/execution.ts'
import { Beacon } from './beacon.ts'
import { Candidate } from './candidate.ts'
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
}

export interface WorkerRequest {
  /** The JSON of docs/python-protocol.md. */
  readonly json: Uint8Array
  /** Exchanges of this request that never return, by their number: how they end is known from an earlier try. */
  readonly deaths: ReadonlyMap<number, Outcome>
}

/** `thread` names the worker's thread; it comes first, once. Then each request has its answer, or the fault that there is none. */
export type WorkerMessage =
  | { readonly thread: string | undefined }
  | { readonly answer: Uint8Array }
  | { readonly fault: string }

const serve = (port: NonNullable<typeof parentPort>, start: WorkerStart): void => {
  const beacon = new Beacon(start.beacon)
  const options = {
    module: start.module,
    image: start.image,
    files: standardLibraryFiles(start.standardLibrary),
    cpuMs: threadCpuClock(),
    onExchange: (number: number) => beacon.show(number),
  }
  const grader = new TrustedGrader(options, new Candidate(options))
  port.on('message', ({ json, deaths }: WorkerRequest) => {
    try {
      port.postMessage({ answer: grader.grade(json, deaths) } satisfies WorkerMessage)
    } catch (error) {
      const fault = error instanceof Error ? (error.stack ?? error.message) : String(error)
      port.postMessage({ fault } satisfies WorkerMessage)
    }
  })
  port.postMessage({ thread: threadName() } satisfies WorkerMessage)
}

if (parentPort !== null) serve(parentPort, workerData as WorkerStart)
