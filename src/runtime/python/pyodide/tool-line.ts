import { receiveMessageOnPort } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'

/**
 * The way of a busy worker to the tools that the main thread has: it cannot hear messages, so it waits on a word of shared
 * memory until there is one, and then takes that.
 */
export class ToolLine {
  readonly buffer: SharedArrayBuffer
  readonly #word: Int32Array

  constructor(buffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer
    this.#word = new Int32Array(buffer)
  }

  /** In the worker, when it has asked by `port`: the answer, whatever time it takes. */
  await(port: MessagePort): Uint8Array {
    Atomics.wait(this.#word, 0, 0)
    Atomics.store(this.#word, 0, 0)
    const received = receiveMessageOnPort(port) as { readonly message: Uint8Array } | undefined
    if (received === undefined) throw new Error('a tool was answered with nothing')
    return received.message
  }

  /** In the main thread, when it has sent the answer. */
  ring(): void {
    Atomics.store(this.#word, 0, 1)
    Atomics.notify(this.#word, 0)
  }
}
