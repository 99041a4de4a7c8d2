import type { Limits, Usage } from '../../../core/execution.ts'
import { Death } from './host/death.ts'
import type { VirtualClock } from './host/virtual-clock.ts'

/** The processor's clock is dearer to read than the wall's, and is read again after this many ms at the latest. */
const LONGEST_LOOK = 50
/** So long before its cpu limit a traced program is asked to end by itself, so that its trace can be taken. As `deadline.py`. */
const marginOf = (cpuMs: number): number => Math.min(cpuMs / 2, Math.max(100, cpuMs * 0.1))
/** By this signal, as an interpreter's own timer would send it (`deadline.py`); a program without a handler goes on. */
const SIGPROF = 27

type Times = Omit<Usage, 'peakMb'>

/** Measures what a candidate uses while it answers, and ends the answer that takes more than its check has left. */
export class Stopwatch {
  readonly #cpuMs: () => number
  readonly #clock: VirtualClock
  #limits: Times = { wallMs: 0, cpuMs: 0 }
  #used: Times = { wallMs: 0, cpuMs: 0 }
  /** What had been used when the present check began. */
  #before = this.#used
  /** What the clocks showed when the answer under way began. */
  #began: Times = this.#used
  #nextLook = 0
  #pausedAt = 0

  constructor(cpuMs: () => number, clock: VirtualClock) {
    this.#cpuMs = cpuMs
    this.#clock = clock
  }

  /** A new candidate: nothing is used yet. */
  reset({ wallMs, cpuMs }: Pick<Limits, 'wallMs' | 'cpuMs'>): void {
    this.#limits = { wallMs, cpuMs }
    this.#used = { wallMs: 0, cpuMs: 0 }
    this.restart()
  }

  /** A new check has the whole of the limits. */
  restart(): void {
    this.#before = this.#used
  }

  /** An answer begins. */
  start(): void {
    this.#began = this.#clocks()
    this.#nextLook = this.#began.wallMs
  }

  stop(): void {
    this.#used = this.#soFar()
  }

  /** The host does something that the program waits for, at rest. */
  pause(): void {
    this.#pausedAt = performance.now()
  }

  /** No time of the wall has passed since `pause`; of the processor some has, which is told late. */
  goOn(): void {
    const { wallMs, cpuMs } = this.#began
    this.#began = { wallMs: wallMs + performance.now() - this.#pausedAt, cpuMs }
  }

  /** What the answers have taken until now; that under way is not in it. */
  get used(): Times {
    return this.#used
  }

  /**
   * Throws `Death` where the time is up; gives the number of a signal for the program, 0 for none. Called many times in a
   * second while an answer is under way.
   */
  look(): number {
    const now = performance.now()
    if (now < this.#nextLook) return 0
    const used = this.#soFar()
    const cpuLeft = this.#limits.cpuMs + this.#before.cpuMs - used.cpuMs
    const wallLeft = this.#limits.wallMs + this.#before.wallMs - used.wallMs
    if (cpuLeft <= 0) throw new Death({ kind: 'exceeded', limit: 'cpuMs' })
    if (wallLeft <= 0) throw new Death({ kind: 'exceeded', limit: 'wallMs' })
    const warningLeft = cpuLeft - marginOf(this.#limits.cpuMs)
    this.#nextLook = now + Math.min(warningLeft > 0 ? warningLeft : cpuLeft, wallLeft, LONGEST_LOOK)
    return warningLeft > 0 ? 0 : SIGPROF
  }

  /** The program has slept: nobody waited, but it counts as time of the wall. */
  slept(): void {
    const wallMs = this.#soFar().wallMs - this.#before.wallMs
    if (wallMs >= this.#limits.wallMs) throw new Death({ kind: 'exceeded', limit: 'wallMs' })
  }

  #soFar(): Times {
    const now = this.#clocks()
    return {
      wallMs: this.#used.wallMs + now.wallMs - this.#began.wallMs,
      cpuMs: this.#used.cpuMs + now.cpuMs - this.#began.cpuMs,
    }
  }

  #clocks(): Times {
    return { wallMs: performance.now() + this.#clock.sleptMs, cpuMs: this.#cpuMs() }
  }
}
