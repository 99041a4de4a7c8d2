/** A value of Python's `marshal`, format 2. A tuple is a frozen array, so that it differs from a list. */
export type Marshalled =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | { readonly kind: 'float'; readonly value: number }
  /** Too long to be read: it takes so many bits. */
  | { readonly kind: 'int'; readonly bits: number }
  | { readonly kind: 'complex'; readonly real: number; readonly imaginary: number }
  | { readonly kind: 'tuple' | 'list'; readonly items: readonly Marshalled[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [Marshalled, Marshalled])[] }

const MAX_DEPTH = 64
/** Making longer ones costs quadratic time, and nobody reads them: the same bound as in `views.py`. */
const MAX_INT_BITS = 1024

/**
 * Reads one value and nothing after it. The bytes come from a process that ran a hostile program: every length is
 * checked against what is left, nesting is bounded, and no value costs more memory than a small multiple of its bytes.
 * Throws `RangeError` on anything that is not the whole of one marshalled value.
 */
export const readMarshal = (bytes: Uint8Array): Marshalled => {
  const reader = marshalReader(bytes)
  const value = reader.value(0)
  if (!reader.atEnd()) throw new RangeError('marshal: bytes after the end')
  return value
}

const marshalReader = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const utf8 = new TextDecoder('utf-8')
  let at = 0

  const take = (length: number): number => {
    if (length < 0 || length > bytes.length - at) throw new RangeError('marshal: truncated')
    at += length
    return at - length
  }
  const int32 = () => view.getInt32(take(4), true)
  const float64 = () => view.getFloat64(take(8), true)
  const bytesOf = (length: number) => bytes.subarray(take(length), at)

  const long = (): Marshalled => {
    const size = int32()
    const start = take(Math.abs(size) * 2)
    const few = Math.abs(size) <= 4 ? small(start, size) : Infinity
    if (Number.isSafeInteger(few)) return few
    const top = view.getUint16(start + (Math.abs(size) - 1) * 2, true)
    const bits = (Math.abs(size) - 1) * 15 + top.toString(2).length
    if (bits > MAX_INT_BITS) return { kind: 'int', bits }
    let value = 0n
    for (let i = Math.abs(size) - 1; i >= 0; i--) value = (value << 15n) | BigInt(view.getUint16(start + i * 2, true))
    return size < 0 ? -value : value
  }
  const small = (start: number, size: number): number => {
    let value = 0
    for (let i = Math.abs(size) - 1; i >= 0; i--) value = value * 32768 + view.getUint16(start + i * 2, true)
    return size < 0 ? -value : value
  }

  const items = (depth: number): Marshalled[] => {
    const length = int32()
    // Each item takes a byte at least, so a forged length cannot make us allocate more than was sent.
    if (length < 0 || length > bytes.length - at) throw new RangeError('marshal: truncated')
    return Array.from({ length }, () => value(depth))
  }
  const entries = (depth: number): [Marshalled, Marshalled][] => {
    const found: [Marshalled, Marshalled][] = []
    while (bytes[at] !== 0x30) found.push([value(depth), value(depth)])
    at += 1
    return found
  }

  const value = (depth: number): Marshalled => {
    if (depth > MAX_DEPTH) throw new RangeError('marshal: nested too deep')
    const type = String.fromCharCode(view.getUint8(take(1)))
    switch (type) {
      case 'N':
        return null
      case 'T':
        return true
      case 'F':
        return false
      case 'i':
        return int32()
      case 'l':
        return long()
      case 'g':
        return { kind: 'float', value: float64() }
      case 'y':
        return { kind: 'complex', real: float64(), imaginary: float64() }
      case 's':
        return bytesOf(int32())
      case 't':
      case 'u':
        return utf8.decode(bytesOf(int32()))
      case '(':
        return { kind: 'tuple', items: items(depth + 1) }
      case '[':
        return { kind: 'list', items: items(depth + 1) }
      case '{':
        return { kind: 'dict', entries: entries(depth + 1) }
      default:
        throw new RangeError(`marshal: unknown type ${JSON.stringify(type)}`)
    }
  }
  return { value, atEnd: () => at === bytes.length }
}
