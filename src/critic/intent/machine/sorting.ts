import type { Value } from './value.ts'
import { PyError, noNames, order } from './value.ts'

export const keyed = (key: Value | undefined): ((value: Value) => Value) => {
  if (key === undefined || key === null) return (value) => value
  if (typeof key !== 'function') throw new PyError('TypeError', 'the key is not callable')
  return (value) => key([value], noNames)
}

/** Stable, and with `reverse` stable too, as in Python. */
export const sorted = (values: readonly Value[], key: Value | undefined, reverse: boolean): Value[] => {
  const by = keyed(key)
  const sign = reverse ? -1 : 1
  return values
    .map((value) => ({ value, key: by(value) }))
    .sort((a, b) => sign * order(a.key, b.key))
    .map(({ value }) => value)
}

/** The first of the greatest (`sign` 1) or least (−1). */
export const extreme = (values: readonly Value[], sign: 1 | -1, key: Value | undefined): Value | undefined => {
  const by = keyed(key)
  let best: { readonly value: Value; readonly key: Value } | undefined
  for (const value of values) {
    const mine = by(value)
    if (best === undefined || sign * order(mine, best.key) > 0) best = { value, key: mine }
  }
  return best?.value
}
