import { setMaxListeners } from 'node:events'
import { EngineError } from '../core/engine-error.ts'

/**
 * One warm place where requests run, one at a time: a sandboxed process, a worker thread. What a program does is part
 * of the reply; `run` rejects only when the lane itself failed, and the pool then takes the request to another lane.
 */
export interface Lane<Request, Reply> {
  run(request: Request): Promise<Reply>
  /** False once it can serve no more. */
  readonly alive: boolean
  /** Ends it with everything that it runs, and resolves when nothing is left. A pending `run` rejects. Safe to call twice. */
  kill(): Promise<void>
}

export interface LanePoolOptions<Request, Reply> {
  /** The most lanes at a time. The first opens with the first request, another only when all are busy. */
  readonly size: number
  /**
   * Opens a lane that is ready to serve. `seat` is the lowest number that no other lane of the pool has. An `EngineError`
   * says that none can be had on this machine.
   */
  readonly open: (seat: number) => Promise<Lane<Request, Reply>>
}

interface Job<Request, Reply> {
  readonly request: Request
  readonly resolve: (reply: Reply) => void
  readonly reject: (error: unknown) => void
  /** The lane that runs it; none while it waits. */
  lane?: Lane<Request, Reply>
  aborted: boolean
  /** How many lanes have failed under it. */
  failures: number
}

const closed = () => new EngineError('sandbox', 'the runtime is closed')

/** Spreads requests over lanes, replaces lanes that die, and retries once what a lane lost. */
export class LanePool<Request, Reply> {
  readonly #size: number
  readonly #open: (seat: number) => Promise<Lane<Request, Reply>>
  readonly #queue: Job<Request, Reply>[] = []
  readonly #idle: Lane<Request, Reply>[] = []
  /** The lanes that live, and their seats. */
  readonly #lanes = new Map<Lane<Request, Reply>, number>()
  readonly #seats = new Set<number>()
  readonly #opening = new Set<Promise<void>>()
  #closed = false

  constructor({ size, open }: LanePoolOptions<Request, Reply>) {
    this.#size = size
    this.#open = open
  }

  /** Rejects with the signal's reason when aborted: a waiting request is dropped, a running one takes its lane with it. */
  run(request: Request, signal?: AbortSignal): Promise<Reply> {
    if (this.#closed) return Promise.reject(closed())
    if (signal?.aborted) return Promise.reject(signal.reason)
    return new Promise<Reply>((resolve, reject) => {
      const abort = () => void this.#abort(job, signal?.reason)
      const job: Job<Request, Reply> = {
        request,
        resolve: (reply) => (signal?.removeEventListener('abort', abort), resolve(reply)),
        reject: (error) => (signal?.removeEventListener('abort', abort), reject(error)),
        aborted: false,
        failures: 0,
      }
      // One signal stands for a whole task, with hundreds of requests under way or waiting.
      if (signal !== undefined) setMaxListeners(0, signal)
      signal?.addEventListener('abort', abort, { once: true })
      this.#queue.push(job)
      this.#dispatch()
    })
  }

  /** Opens the first lane before there is work for it. Rejects when that fails. */
  async warm(): Promise<void> {
    if (this.#closed) throw closed()
    if (this.#lanes.size + this.#opening.size === 0) await this.#openLane()
    else await Promise.all(this.#opening)
  }

  /** Rejects what waits, kills what runs, and resolves when nothing is left. */
  async close(): Promise<void> {
    this.#closed = true
    for (const job of this.#queue.splice(0)) job.reject(closed())
    await Promise.allSettled(this.#opening)
    await Promise.all([...this.#lanes.keys()].map((lane) => this.#discard(lane)))
  }

  #dispatch(): void {
    while (this.#queue.length > 0) {
      const lane = this.#idle.pop()
      if (lane === undefined) break
      if (lane.alive) void this.#serve(lane, this.#queue.shift()!)
      else void this.#discard(lane)
    }
    while (this.#queue.length > this.#opening.size && this.#lanes.size + this.#opening.size < this.#size)
      this.#openLane().catch((error: unknown) => this.#giveUp(error))
  }

  async #serve(lane: Lane<Request, Reply>, job: Job<Request, Reply>): Promise<void> {
    job.lane = lane
    try {
      job.resolve(await lane.run(job.request))
    } catch (error) {
      await this.#discard(lane)
      this.#retry(job, error)
    }
    if (lane.alive && this.#lanes.has(lane)) this.#idle.push(lane)
    else await this.#discard(lane)
    this.#dispatch()
  }

  #retry(job: Job<Request, Reply>, error: unknown): void {
    delete job.lane
    job.failures += 1
    if (job.aborted) return
    if (this.#closed) job.reject(closed())
    else if (job.failures < 2) this.#queue.unshift(job)
    else if (error instanceof EngineError) job.reject(error)
    else
      job.reject(new EngineError('sandbox', `the sandbox failed twice under one program: ${error}`, { cause: error }))
  }

  async #abort(job: Job<Request, Reply>, reason: unknown): Promise<void> {
    job.aborted = true
    const waiting = this.#queue.indexOf(job)
    if (waiting >= 0) this.#queue.splice(waiting, 1)
    if (job.lane !== undefined) await this.#discard(job.lane)
    job.reject(reason)
  }

  #openLane(): Promise<void> {
    const seat = this.#freeSeat()
    this.#seats.add(seat)
    const opening = this.#open(seat)
      .then(
        async (lane) => {
          this.#lanes.set(lane, seat)
          if (this.#closed) await this.#discard(lane)
          else this.#idle.push(lane)
        },
        (error: unknown) => {
          this.#seats.delete(seat)
          throw error
        },
      )
      .finally(() => this.#opening.delete(opening))
    this.#opening.add(opening)
    void opening.then(
      () => this.#dispatch(),
      () => undefined,
    )
    return opening
  }

  /** A lane could not be opened: hopeless for those who wait only when there is no other. */
  #giveUp(error: unknown): void {
    if (this.#lanes.size + this.#opening.size > 0) return
    for (const job of this.#queue.splice(0)) job.reject(error)
  }

  async #discard(lane: Lane<Request, Reply>): Promise<void> {
    const seat = this.#lanes.get(lane)
    this.#lanes.delete(lane)
    await lane.kill()
    if (seat !== undefined) this.#seats.delete(seat)
  }

  #freeSeat(): number {
    let seat = 0
    while (this.#seats.has(seat)) seat += 1
    return seat
  }
}
