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

/** The byte that comes before a value: a letter. */
const Type = {
  none: 0x4e,
  true: 0x54,
  false: 0x46,
  int: 0x69,
  long: 0x6c,
  float: 0x67,
  complex: 0x79,
  bytes: 0x73,
  interned: 0x74,
  text: 0x75,
  tuple: 0x28,
  list: 0x5b,
  dict: 0x7b,
  end: 0x30,
} as const

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
    const found: Marshalled[] = []
    for (let i = 0; i < length; i++) found.push(value(depth))
    return found
  }
  const entries = (depth: number): [Marshalled, Marshalled][] => {
    const found: [Marshalled, Marshalled][] = []
    while (bytes[at] !== Type.end) found.push([value(depth), value(depth)])
    at += 1
    return found
  }

  const value = (depth: number): Marshalled => {
    if (depth > MAX_DEPTH) throw new RangeError('marshal: nested too deep')
    const type = view.getUint8(take(1))
    switch (type) {
      case Type.none:
        return null
      case Type.true:
        return true
      case Type.false:
        return false
      case Type.int:
        return int32()
      case Type.long:
        return long()
      case Type.float:
        return { kind: 'float', value: float64() }
      case Type.complex:
        return { kind: 'complex', real: float64(), imaginary: float64() }
      case Type.bytes:
        return bytesOf(int32())
      case Type.interned:
      case Type.text:
        return utf8.decode(bytesOf(int32()))
      case Type.tuple:
        return { kind: 'tuple', items: items(depth + 1) }
      case Type.list:
        return { kind: 'list', items: items(depth + 1) }
      case Type.dict:
        return { kind: 'dict', entries: entries(depth + 1) }
      default:
        throw new RangeError(`marshal: unknown type ${JSON.stringify(String.fromCharCode(type))}`)
    }
  }
  return { value, atEnd: () => at === bytes.length }
}
