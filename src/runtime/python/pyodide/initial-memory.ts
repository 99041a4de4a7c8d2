/** A WASM file begins with these: `\0asm`, version 1. */
const HEADER_BYTES = 8
const MEMORY_SECTION = 5

/**
 * The bytes of a WASM module, changed to start with `pages` of memory (64 KiB each): the less memory an instance has,
 * the less there is to put back after each program. Throws where the module is not of the expected make.
 */
export const withInitialMemory = (bytes: Uint8Array, pages: number): Uint8Array => {
  const changed = bytes.slice()
  for (let at = HEADER_BYTES; at < bytes.length;) {
    const section = bytes[at]
    const [size, content] = number(bytes, at + 1)
    if (section === MEMORY_SECTION) {
      const [, flags] = number(bytes, content)
      const [, end] = number(bytes, flags + 1)
      changed.set(encode(pages, end - flags - 1), flags + 1)
      return changed
    }
    at = content + size
  }
  throw new Error('the WASM module has no memory')
}

/** An unsigned LEB128 number, and the position after it. */
const number = (bytes: Uint8Array, at: number): [value: number, end: number] => {
  let value = 0
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++] ?? 0
    value += (byte & 0x7f) * 2 ** shift
    if (byte < 0x80) return [value, at]
  }
}

/** LEB128 in just so many bytes. */
const encode = (value: number, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => ((value >> (7 * index)) & 0x7f) | (index < length - 1 ? 0x80 : 0))
