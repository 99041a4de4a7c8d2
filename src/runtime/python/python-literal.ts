import type { Marshalled } from './marshal.ts'

/** `repr` of a value without parts. Throws `RangeError` for one that has some. */
export const atomText = (value: Marshalled): string => {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (typeof value === 'string') return stringText(value)
  if (value === null) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (value instanceof Uint8Array) return bytesText(value)
  if (value.kind === 'float') return floatText(value.value)
  if (value.kind === 'int') return `<int of ${value.bits} bits…>`
  if (value.kind === 'complex') return complexText(value.real, value.imaginary)
  throw new RangeError('trace: a value of unknown form')
}

/** The name of the type of a value without parts. */
export const atomType = (value: Marshalled): string => {
  if (typeof value === 'number' || typeof value === 'bigint') return 'int'
  if (typeof value === 'string') return 'str'
  if (typeof value === 'boolean') return 'bool'
  if (value === null) return 'NoneType'
  return value instanceof Uint8Array ? 'bytes' : value.kind
}

/** `repr` of a Python float. */
export const floatText = (value: number): string => {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf'
  const size = Math.abs(value)
  if (size === 0) return Object.is(value, 0) ? '0.0' : '-0.0'
  if (size >= 1e-4 && size < 1e16) return Number.isInteger(value) ? `${value}.0` : String(value)
  return value.toExponential().replace(/\d+$/, (power) => power.padStart(2, '0'))
}

/** `repr` of a Python complex number. */
export const complexText = (real: number, imaginary: number): string => {
  const part = (value: number) => floatText(value).replace(/\.0$/, '')
  if (Object.is(real, 0)) return `${part(imaginary)}j`
  const sign = Object.is(imaginary, -0) || imaginary < 0 ? '' : '+'
  return `(${part(real)}${sign}${part(imaginary)}j)`
}

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' }

/** `repr` of a Python str. */
export const stringText = (value: string): string => {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'"
  let text = quote
  for (const character of value) {
    if (character === quote) text += `\\${quote}`
    else if (character === ' ') text += ' '
    else text += NAMED[character] ?? (/[\p{C}\p{Z}]/u.test(character) ? escape(character) : character)
  }
  return text + quote
}

const escape = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

/** `repr` of a Python bytes. */
export const bytesText = (value: Uint8Array): string => {
  const plain = String.fromCharCode(...value)
  const quote = plain.includes("'") && !plain.includes('"') ? '"' : "'"
  let text = `b${quote}`
  for (const byte of value) {
    const character = String.fromCharCode(byte)
    if (character === quote) text += `\\${quote}`
    else
      text += NAMED[character] ?? (byte < 0x20 || byte >= 0x7f ? `\\x${byte.toString(16).padStart(2, '0')}` : character)
  }
  return text + quote
}
