/** A word of shared memory by which a busy worker shows which exchange it is in: it cannot answer messages meanwhile. */
export class Beacon {
  readonly buffer: SharedArrayBuffer
  readonly #word: Int32Array

  constructor(buffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer
    this.#word = new Int32Array(buffer)
  }

  show(exchange: number): void {
    Atomics.store(this.#word, 0, exchange)
  }

  /** The number of the exchange, 0 for none. */
  get exchange(): number {
    return Atomics.load(this.#word, 0)
  }
}
