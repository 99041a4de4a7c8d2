import type { Value } from './value.ts'
import { PyDict, PyError, PySet, Unread, equal, isList, iterate, order, sized, textOf, typeName } from './value.ts'

const isNumber = (value: Value): boolean => typeof value === 'number' || typeof value === 'boolean'

export const arithmetic = (operator: string, a: Value, b: Value): Value => {
  if (isNumber(a) && isNumber(b)) return onNumbers(operator, Number(a), Number(b))
  if (operator === '+' && typeof a === 'string' && typeof b === 'string') {
    sized(a.length + b.length)
    return a + b
  }
  if (operator === '+' && isList(a) && isList(b)) {
    sized(a.length + b.length)
    return [...a, ...b]
  }
  if (operator === '*' && (isList(a) || typeof a === 'string') && typeof b === 'number') {
    const times = Math.max(0, Math.trunc(b))
    sized(a.length * times)
    return typeof a === 'string' ? a.repeat(times) : Array.from({ length: times }, () => a).flat()
  }
  if (operator === '%' && typeof a === 'string') throw new Unread('% of texts')
  if (a instanceof PySet && b instanceof PySet) return onSets(operator, a, b)
  throw new PyError('TypeError', `unsupported operand type(s) for ${operator}: '${typeName(a)}' and '${typeName(b)}'`)
}

const onNumbers = (operator: string, a: number, b: number): number => {
  if ((operator === '/' || operator === '//' || operator === '%') && b === 0)
    throw new PyError('ZeroDivisionError', 'division by zero')
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    case '//':
      return Math.floor(a / b)
    case '%':
      return ((a % b) + b) % b
    case '**':
      return a ** b
    case '&':
      return a & b
    case '|':
      return a | b
    case '^':
      return a ^ b
    default:
      throw new Unread(`the operator ${operator}`)
  }
}

const onSets = (operator: string, a: PySet, b: PySet): PySet => {
  const all = [...a.entries.values()]
  switch (operator) {
    case '&':
      return new PySet(all.filter((each) => b.has(each)))
    case '|':
      return new PySet([...all, ...b.entries.values()])
    case '-':
      return new PySet(all.filter((each) => !b.has(each)))
    case '^':
      return new PySet([
        ...all.filter((each) => !b.has(each)),
        ...[...b.entries.values()].filter((each) => !a.has(each)),
      ])
    default:
      throw new PyError('TypeError', `unsupported operand type(s) for ${operator}: 'set' and 'set'`)
  }
}

export const contains = (container: Value, item: Value): boolean => {
  if (typeof container === 'string') {
    if (typeof item !== 'string')
      throw new PyError('TypeError', `'in <string>' requires string as left operand, not ${typeName(item)}`)
    return container.includes(item)
  }
  if (container instanceof PySet) return container.has(item)
  if (container instanceof PyDict) return container.get(item) !== undefined
  for (const each of iterate(container)) if (equal(each, item)) return true
  return false
}

export const compare = (operator: string, a: Value, b: Value): boolean => {
  switch (operator) {
    case '==':
      return equal(a, b)
    case '!=':
      return !equal(a, b)
    case 'is':
      return a === b
    case 'is not':
      return a !== b
    case 'in':
      return contains(b, a)
    case 'not in':
      return !contains(b, a)
    default:
      return a instanceof PySet && b instanceof PySet ? compareSets(operator, a, b) : ordered(operator, order(a, b))
  }
}

const ordered = (operator: string, sign: number): boolean => {
  switch (operator) {
    case '<':
      return sign < 0
    case '<=':
      return sign <= 0
    case '>':
      return sign > 0
    case '>=':
      return sign >= 0
    default:
      throw new Unread(`the comparison ${operator}`)
  }
}

const compareSets = (operator: string, a: PySet, b: PySet): boolean => {
  if (operator.startsWith('>')) return compareSets(operator.replace('>', '<'), b, a)
  const inside = [...a.entries.values()].every((each) => b.has(each))
  return inside && (operator === '<=' || a.entries.size < b.entries.size)
}

/** `value[index]`, or `value[from:to:step]`. */
export const item = (value: Value, index: Value): Value => {
  if (value instanceof PyDict) {
    const found = value.get(index)
    if (found !== undefined) return found
    if (value.makeMissing === undefined) throw new PyError('KeyError', textOf(index))
    const made = value.makeMissing()
    value.set(index, made)
    return made
  }
  if (typeof value !== 'string' && !isList(value))
    throw new PyError('TypeError', `'${typeName(value)}' object is not subscriptable`)
  if (!isNumber(index)) throw new PyError('TypeError', 'list indices must be integers or slices')
  const found = value.at(Number(index))
  if (found === undefined || Number(index) < -value.length) throw new PyError('IndexError', 'list index out of range')
  return found
}

export const slice = (value: Value, from: Value, to: Value, step: Value): Value => {
  if (typeof value !== 'string' && !isList(value))
    throw new PyError('TypeError', `'${typeName(value)}' object is not subscriptable`)
  const by = step === null ? 1 : Number(step)
  if (by === 0) throw new PyError('ValueError', 'slice step cannot be zero')
  const size = value.length
  const bound = (at: Value, fallback: number): number => {
    if (at === null) return fallback
    const number = Number(at) < 0 ? Number(at) + size : Number(at)
    return Math.max(by > 0 ? 0 : -1, Math.min(by > 0 ? size : size - 1, number))
  }
  const start = bound(from, by > 0 ? 0 : size - 1)
  const end = bound(to, by > 0 ? size : -1)
  const picked: Value[] = []
  for (let at = start; by > 0 ? at < end : at > end; at += by) picked.push(value[at]!)
  return typeof value === 'string' ? picked.join('') : picked
}
