import { Death } from './host/death.ts'

/** What a program has written to one stream. The limit is for its whole life; the write that hits it ends the program. */
export class CapturedOutput {
  #parts: Uint8Array[] = []
  #left = 0
  #dropped = 0

  reset(limit: number): void {
    this.#parts = []
    this.#left = limit
    this.#dropped = 0
  }

  write(bytes: Uint8Array): void {
    const kept = bytes.slice(0, this.#left)
    if (kept.length > 0) this.#parts.push(kept)
    this.#left -= kept.length
    if (kept.length === bytes.length) return
    this.#dropped += bytes.length - kept.length
    throw new Death({ kind: 'exceeded', limit: 'outputBytes' })
  }

  /** What came since the last take. */
  take(): { readonly bytes: Uint8Array; readonly dropped: number } {
    const taken = { bytes: Buffer.concat(this.#parts), dropped: this.#dropped }
    this.#parts = []
    this.#dropped = 0
    return taken
  }
}
