import { isLosslessNumber, LosslessNumber, parse, stringify } from 'lossless-json'

/**
 * A value that JSON can say. A number that JavaScript would write otherwise (`3.0`, an integer over 2^53) is a
 * `LosslessNumber` with its text: Python, which reads it in the end, takes `3.0` for a float and `3` for an integer.
 */
export type Json =
  | null
  | boolean
  | number
  | LosslessNumber
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

/** More digits of an integer than this are an error in Python, which reads what is written here. */
const MOST_DIGITS = 4300

/** The value of a JSON text, every number as it is written. Throws `SyntaxError`. */
export const parseJson = (text: string): Json => parse(text, undefined, numberOf) as Json

const numberOf = (text: string): number | LosslessNumber => {
  const digits = /^-?(\d+)$/.exec(text)?.[1]?.length ?? 0
  if (digits > MOST_DIGITS)
    throw new SyntaxError(
      `it holds an integer of ${digits} digits, and Python reads at most ${MOST_DIGITS}: write a test that computes it`,
    )
  const value = Number(text)
  return String(value) === text ? value : new LosslessNumber(text)
}

/** The JSON text of a value, every number as it was written. */
export const jsonText = (value: unknown): string => stringify(value) ?? 'null'

/** The JSON text of a value with its keys in order, so that equal contents give equal texts. */
export const canonicalJson = (value: unknown): string =>
  stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part) && !isLosslessNumber(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) ?? 'null'

/** The value with each `LosslessNumber` as the nearest JavaScript number: for readers who need no digits. */
export const withPlainNumbers = (value: Json): Json => {
  if (isLosslessNumber(value)) return Number(value.value)
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(withPlainNumbers)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withPlainNumbers(part as Json)]))
}
