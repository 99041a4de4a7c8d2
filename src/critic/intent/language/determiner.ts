import type { Cursor } from './cursor.ts'
import { isNumber } from './cursor.ts'
import { containers, singular, towers } from './lexicon.ts'
import type { Comparison, Quantity } from './logical-form.ts'

export interface Determiner {
  readonly quantity: Quantity
  readonly only: boolean
  /** `all 3`, `the two`: a number that is presupposed. */
  readonly number?: number
  /** There was a word for it. */
  readonly explicit: boolean
}

const bare: Determiner = { quantity: { kind: 'bare' }, only: false, explicit: false }

/** Reads how many: `at least two`, `only one of the`, `each`, `a`. */
export const determiner = (c: Cursor): Determiner => {
  let only = false
  while (c.accept('only|just')) only = true
  const found = counted(c, only) ?? quantified(c)
  if (found === undefined) return only ? { ...bare, only, explicit: true } : bare
  if (c.accept('only|just')) return { ...found, only: true }
  return { ...found, only: only || found.only }
}

const comparisons = new Set(['>=', '<=', '==', '>', '<'])

const counted = (c: Cursor, only: boolean): Determiner | undefined => {
  if (comparisons.has(c.peek())) {
    const op = c.peek() as Comparison
    const after = c.peek(1)
    if (!isNumber(after) && !/^(a|an)$/.test(after)) return void c.at++
    c.at += 2
    const n = isNumber(after) ? Number(after) : 1
    if (op === '==' && only) return partitive(c, { kind: 'count', op, n })
    return partitive(c, { kind: 'count', op, n })
  }
  if (!isNumber(c.peek())) return undefined
  const n = Number(c.peek())
  c.at++
  if (c.accept('or', 'more')) return partitive(c, { kind: 'count', op: '>=', n })
  if (c.accept('or', 'less|fewer')) return partitive(c, { kind: 'count', op: '<=', n })
  return partitive(c, n === 0 ? { kind: 'none' } : { kind: 'count', op: '==', n, soft: true })
}

/** `two of the three`: the second number is the size of the whole. */
const partitive = (c: Cursor, quantity: Quantity): Determiner => {
  if (c.accept('of', 'the|these|those|all')) while (isNumber(c.peek()) && !isMeasure(c, 0) && c.peek(1) !== '') c.at++
  return { quantity, only: false, explicit: true }
}

/** `three blocks tower`: the number belongs to the blocks. */
export const isMeasure = (c: Cursor, ahead: number): boolean => {
  const whole = singular(c.peek(ahead + 2))
  return (
    isNumber(c.peek(ahead)) &&
    (towers.has(whole) || containers.has(whole)) &&
    !containers.has(singular(c.peek(ahead + 1)))
  )
}

const quantified = (c: Cursor): Determiner | undefined => {
  const all = (quantity: Quantity): Determiner => {
    c.accept('of')
    c.accept('the|these|those')
    const number = isNumber(c.peek()) && !isMeasure(c, 0) && c.peek(1) !== '' ? Number(c.words[c.at++]) : undefined
    return { quantity, only: false, explicit: true, ...(number === undefined ? {} : { number }) }
  }
  if (c.sees('both', 'a|an|the')) c.at++
  if (c.sees('a|an') && isNumber(c.peek(1)) && c.peek(1) !== '1' && !isMeasure(c, 1))
    return c.at++ >= 0 ? counted(c, false) : undefined
  if (c.accept('a|an|another|some|any'))
    return { quantity: { kind: 'count', op: '>=', n: 1 }, only: false, explicit: true }
  if (c.accept('each|every|all')) return all({ kind: 'all' })
  if (c.accept('both')) return { ...all({ kind: 'all' }), number: 2 }
  if (c.accept('none|neither|no'))
    return c.sees('of') ? all({ kind: 'none' }) : { quantity: { kind: 'none' }, only: false, explicit: true }
  if (c.accept('multiple|several|many|few'))
    return { quantity: { kind: 'count', op: '>=', n: 2, vague: true }, only: false, explicit: true }
  if (c.accept('single'))
    return { quantity: { kind: 'count', op: '==', n: 1, soft: true }, only: false, explicit: true }
  if (c.sees('the', '>=|<=|==|>|<')) c.at++
  if (c.accept('the|this|these|those|its|their')) {
    const inner = isMeasure(c, 0) ? undefined : counted(c, false)
    if (inner?.quantity.kind !== 'count') return { quantity: { kind: 'the' }, only: false, explicit: true }
    return inner.quantity.soft === true
      ? { quantity: { kind: 'the' }, only: false, explicit: true, number: inner.quantity.n }
      : inner
  }
  return undefined
}
