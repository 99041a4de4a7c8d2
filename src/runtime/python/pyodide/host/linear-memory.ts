/** The memory of an instance, read and written by address. An address outside of it is a `RangeError`. */
export class LinearMemory {
  #memory: WebAssembly.Memory | undefined
  #bytes = new Uint8Array()
  #view = new DataView(new ArrayBuffer(0))

  /** Memory exists only once the module is instantiated, and that needs the calls that work on it. */
  attach(memory: WebAssembly.Memory): void {
    this.#memory = memory
  }

  /** All of it. The view dies when the memory grows: ask anew after each call into the instance. */
  get bytes(): Uint8Array<ArrayBufferLike> {
    this.#refresh()
    return this.#bytes
  }

  /** Adds pages up to a size in bytes; says whether that worked. */
  grow(size: number): boolean {
    try {
      this.#memory?.grow(Math.ceil((size - this.bytes.length) / PAGE))
      return true
    } catch {
      return false
    }
  }

  slice(address: number, length: number): Uint8Array<ArrayBufferLike> {
    const from = address >>> 0
    const to = from + (length >>> 0)
    if (to > this.bytes.length) throw new RangeError('outside of the memory')
    return this.#bytes.subarray(from, to)
  }

  write(address: number, bytes: Uint8Array): void {
    this.bytes.set(bytes, address >>> 0)
  }

  /** The bytes up to the next NUL, each as one character (latin1); `undefined` when they are more than `most`. */
  text(address: number, most: number): string | undefined {
    const from = address >>> 0
    const bytes = this.slice(from, Math.min(most + 1, this.bytes.length - from))
    const length = bytes.indexOf(0)
    return length < 0 ? undefined : Buffer.from(bytes.subarray(0, length)).toString('latin1')
  }

  u32(address: number): number {
    this.#refresh()
    return this.#view.getUint32(address >>> 0, true)
  }

  i64(address: number): bigint {
    this.#refresh()
    return this.#view.getBigInt64(address >>> 0, true)
  }

  setU32(address: number, value: number): void {
    this.#refresh()
    this.#view.setUint32(address >>> 0, value, true)
  }

  setU64(address: number, value: bigint): void {
    this.#refresh()
    this.#view.setBigUint64(address >>> 0, value, true)
  }

  #refresh(): void {
    if (this.#bytes.length > 0 || this.#memory === undefined) return
    this.#bytes = new Uint8Array(this.#memory.buffer)
    this.#view = new DataView(this.#memory.buffer)
  }
}

export const PAGE = 65_536
