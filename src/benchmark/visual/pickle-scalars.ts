import { EngineError } from '../../core/engine-error.ts'

export const brokenPickle = (where: string, why: string): EngineError =>
  new EngineError('usage', `${where} is no pickle of plain data: ${why}`)

const smallest = (value: bigint): number | bigint =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value

/** Little-endian two's complement. */
export function integerOfBytes(bytes: Buffer): number | bigint {
  const unsigned = [...bytes].reduceRight((value, one) => (value << 8n) | BigInt(one), 0n)
  return smallest(BigInt.asIntN(Math.max(8 * bytes.length, 1), unsigned))
}

/** An integer in digits. */
export function integerOfText(written: string, where: string): number | bigint {
  if (!/^[+-]?\d+$/.test(written)) throw brokenPickle(where, `${JSON.stringify(written.slice(0, 40))} is no integer`)
  return smallest(BigInt(written.replace('+', '')))
}

/** A float as Python writes it. */
export function floatOfText(written: string, where: string): number {
  const value = /^[+-]?(inf|nan)$/.test(written) ? Number(written.replace('inf', 'Infinity')) : Number(written)
  if (Number.isNaN(value) && !written.includes('nan')) throw brokenPickle(where, `${written.slice(0, 40)} is no number`)
  return value
}

/** The `repr` of a string of Python 2. */
export function stringOfRepr(written: string, where: string): string {
  const body = /^(['"])(.*)\1$/s.exec(written)?.[2]
  if (body === undefined) throw brokenPickle(where, 'a string has no quotes')
  const bytes = body.replace(/\\(?:x([0-9a-f]{2})|(.))/gis, (_, hex: string | undefined, one: string) =>
    hex === undefined ? ({ n: '\n', t: '\t', r: '\r' }[one] ?? one) : String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** Text in which characters stand as `\\u20ac`. */
export const textOfEscapes = (written: string): string =>
  written.replace(/\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g, (_, four: string | undefined, eight: string) =>
    String.fromCodePoint(Number.parseInt(four ?? eight, 16)),
  )
