import { Death } from './host/death.ts'

const FIRST_BYTES = 4096

/** What a program has written to one stream. The limit is for its whole life; the write that hits it ends the program. */
export class CapturedOutput {
  #buffer = new Uint8Array()
  #length = 0
  #left = 0
  #dropped = 0

  reset(limit: number): void {
    this.#buffer = new Uint8Array()
    this.#length = 0
    this.#left = limit
    this.#dropped = 0
  }

  write(bytes: Uint8Array): void {
    const kept = bytes.subarray(0, this.#left)
    this.#makeRoom(this.#length + kept.length)
    this.#buffer.set(kept, this.#length)
    this.#length += kept.length
    this.#left -= kept.length
    if (kept.length === bytes.length) return
    this.#dropped += bytes.length - kept.length
    throw new Death({ kind: 'exceeded', limit: 'outputBytes' })
  }

  /** What came since the last take. */
  take(): { readonly bytes: Uint8Array; readonly dropped: number } {
    const taken = { bytes: this.#buffer.subarray(0, this.#length), dropped: this.#dropped }
    this.#buffer = new Uint8Array()
    this.#length = 0
    this.#dropped = 0
    return taken
  }

  #makeRoom(length: number): void {
    if (length <= this.#buffer.length) return
    const grown = new Uint8Array(Math.max(length, 2 * this.#buffer.length, FIRST_BYTES))
    grown.set(this.#buffer.subarray(0, this.#length))
    this.#buffer = grown
  }
}
