import type { ChildProcessByStdio } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { ToolRun } from '../../tool-run.ts'
import type { LaneMessage } from './lane-message.ts'
import { encodeMessage, messageReader } from './lane-message.ts'

const STDERR_KEPT = 4000
const GRACE_MS = 2000

interface Waiter {
  readonly resolve: (message: LaneMessage) => void
  readonly reject: (error: Error) => void
}

/** What comes amid the answering of a request: a call of a tool, and that the program is run once more. */
const TOOL = '"tool"'
const AGAIN = '"again"'

/** The process of `lane.py`, which answers one message at a time. It keeps Node from exiting only while one is awaited. */
export class LaneProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>
  readonly #ended: Promise<unknown>
  #waiter: Waiter | undefined
  /** Those of the request under way. */
  #tools: ToolRun | undefined
  #stderr = ''

  constructor(python: string, options: readonly number[]) {
    const program = fileURLToPath(new URL('./lane.py', import.meta.url))
    // Without site packages and with a fixed hash seed, which is why `-I` will not do: it ignores the environment.
    this.#child = spawn(python, ['-S', '-s', program, ...options.map(String)], {
      env: { PYTHONHASHSEED: '0', PYTHONUTF8: '1' },
      cwd: '/',
      stdio: 'pipe',
    })
    this.#ended = once(this.#child, 'close').catch(() => undefined)
    this.#child.once('error', (error) => this.#fail(error.message))
    this.#child.once('close', (code, signal) => this.#fail(`the lane ended (${signal ?? code}) ${this.#stderr}`.trim()))
    this.#child.stdin.on('error', () => undefined) // the lane is gone: `close` tells
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-STDERR_KEPT)
    })
    this.#child.stdout.on(
      'data',
      messageReader((message) => this.#settle(message)),
    )
    this.#hold(false)
  }

  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null && this.#child.pid !== undefined
  }

  /** The next message. Rejects when the lane ends first, or does not answer in time, which ends it. */
  async next(patienceMs: number): Promise<LaneMessage> {
    this.#hold(true)
    try {
      return await this.#next(patienceMs)
    } finally {
      this.#hold(false)
    }
  }

  /**
   * The answer to a request of `grade`; calls of `tools` are answered meanwhile. It has `patienceMs` for all but those. Rejects
   * as `next` does.
   */
  async ask(json: string, patienceMs: number, tools?: ToolRun): Promise<LaneMessage> {
    this.#hold(true)
    this.#tools = tools
    try {
      let left = patienceMs
      let said: string | Uint8Array = json
      for (;;) {
        const began = performance.now()
        const message = await this.#exchange(said, left)
        left -= performance.now() - began
        if (tools === undefined || !(message.json === TOOL || message.json === AGAIN)) return message
        if (message.json === AGAIN) tools.begin()
        said = message.json === TOOL ? await tools.answer(message.attachments) : ''
      }
    } finally {
      this.#tools = undefined
      this.#hold(false)
    }
  }

  /** Says something, or nothing, and waits for the next message. */
  #exchange(said: string | Uint8Array, patienceMs: number): Promise<LaneMessage> {
    if (said.length > 0 && this.alive) this.#child.stdin.write(encodeMessage(said))
    return this.#next(patienceMs)
  }

  #next(patienceMs: number): Promise<LaneMessage> {
    if (!this.alive) return Promise.reject(new Error(`the lane has ended ${this.#stderr}`.trim()))
    const timer = setTimeout(() => {
      this.#fail(`the lane did not answer within ${patienceMs} ms`)
      void this.kill()
    }, patienceMs)
    return new Promise<LaneMessage>((resolve, reject) => {
      this.#waiter = { resolve, reject }
    }).finally(() => clearTimeout(timer))
  }

  /** Resolves when the lane, its sandbox and all that ran there are gone. */
  async kill(): Promise<void> {
    if (!this.alive) return
    this.#child.ref()
    this.#child.kill('SIGTERM')
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), GRACE_MS)
    await this.#ended
    clearTimeout(timer)
  }

  #settle(message: LaneMessage): void {
    const waiter = this.#waiter
    this.#waiter = undefined
    waiter?.resolve(message)
  }

  #fail(message: string): void {
    const waiter = this.#waiter
    this.#waiter = undefined
    waiter?.reject(new Error(message))
    this.#tools?.end()
  }

  #hold(held: boolean): void {
    for (const part of [this.#child, this.#child.stdin, this.#child.stdout, this.#child.stderr])
      // The pipes of a child are sockets, though their type does not say so.
      (part as unknown as { ref(): void; unref(): void })[held ? 'ref' : 'unref']()
  }
}
