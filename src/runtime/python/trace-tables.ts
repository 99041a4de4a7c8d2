import type { Span } from '../../core/span.ts'
import type { Marshalled } from './marshal.ts'

/** Kinds of sites: the other half of `sites.py`. */
export const Kind = {
  call: 0,
  begin: 1,
  line: 2,
  value: 3,
  taken: 4,
  notTaken: 5,
  iterate: 6,
  return: 7,
  yield: 8,
  raise: 9,
  result: 10,
  pop: 11,
  resume: 12,
  delegate: 13,
  caught: 14,
  passing: 15,
  bind: 16,
  change: 17,
  enter: 18,
  leave: 19,
  loop: 20,
  unbind: 21,
  chosen: 22,
  tool: 23,
} as const

/** Flags of sites: the other half of `sites.py`. */
export const Flag = {
  starts: 1,
  floats: 2,
  fresh: 4,
  tested: 8,
  leaf: 16,
  inner: 32,
  again: 64,
  framed: 128,
  unplaced: 256,
  touched: 512,
  deep: 1024,
} as const

/** A place of the program that makes events. */
export interface Site {
  readonly kind: number
  readonly function: number
  /** An index into the statements, -1 for none. */
  readonly statement: number
  readonly at: Span
  readonly flags: number
  readonly names: readonly string[]
  /** Numbers of sites that belong to this one: those of a CHOSEN, or the ITERATE around an inner one. */
  readonly related: readonly number[]
  /** Where a LEAF's expression stands. */
  readonly leaf: Span
}

export interface Place {
  readonly name: string
  readonly at: Span
}

export interface TraceTables {
  readonly functions: readonly Place[]
  readonly statements: readonly Span[]
  readonly sites: readonly Site[]
  readonly spanOf: SpanTable
}

export const tablesOf = (functions: Marshalled, statements: Marshalled, sites: Marshalled): TraceTables => {
  const spanOf = spanTable()
  return {
    functions: listOf(functions).map((each) => {
      const [name, ...span] = tupleOf(each)
      return { name: textOf(name), at: spanOf(span) }
    }),
    statements: listOf(statements).map((each) => spanOf(tupleOf(each))),
    sites: listOf(sites).map((each) => siteOf(each, spanOf)),
    spanOf,
  }
}

type SpanTable = (numbers: readonly (Marshalled | undefined)[]) => Span

/** One object for each place, so that a reader can tell places apart by identity. */
const spanTable = (): SpanTable => {
  const known = new Map<string, Span>()
  return ([line, column, endLine, endColumn]) => {
    const key = `${String(line)} ${String(column)} ${String(endLine)} ${String(endColumn)}`
    const span = known.get(key) ?? {
      from: { line: countOf(line), column: countOf(column) },
      to: { line: countOf(endLine), column: countOf(endColumn) },
    }
    known.set(key, span)
    return span
  }
}

const siteOf = (value: Marshalled, spanOf: SpanTable): Site => {
  const [kind, owner, statement, ...rest] = tupleOf(value)
  const extra = tupleOf(rest[5])
  const at = spanOf(rest)
  const numbers = extra.filter((each) => typeof each === 'number')
  const flags = countOf(rest[4])
  const placed = (flags & Flag.leaf) !== 0 && kind !== Kind.chosen && numbers.length === 4
  return {
    kind: countOf(kind),
    function: countOf(owner),
    statement: statement === -1 ? -1 : countOf(statement),
    at,
    flags,
    names: extra.filter((each) => typeof each === 'string'),
    related: placed ? [] : numbers,
    leaf: placed ? spanOf(numbers) : at,
  }
}

export const tupleOf = (value: Marshalled | undefined): readonly Marshalled[] => {
  if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'tuple') return value.items
  throw new RangeError('trace: a tuple is missing')
}

export const listOf = (value: Marshalled | undefined): readonly Marshalled[] => {
  if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'list') return value.items
  throw new RangeError('trace: a list is missing')
}

export const entriesOf = (value: Marshalled | undefined): readonly (readonly [Marshalled, Marshalled])[] => {
  if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'dict') return value.entries
  throw new RangeError('trace: a dict is missing')
}

export const countOf = (value: Marshalled | undefined): number => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw new RangeError('trace: a count is missing')
}

export const textOf = (value: Marshalled | undefined): string => {
  if (typeof value === 'string') return value
  throw new RangeError('trace: a text is missing')
}

export const bytesOf = (value: Marshalled | undefined): Uint8Array => {
  if (value instanceof Uint8Array) return value
  throw new RangeError('trace: bytes are missing')
}
