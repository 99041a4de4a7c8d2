import type { Box } from '../../../core/visual.ts'

/** A value of the small Python machine. Lists and tuples are both arrays: visual programs never ask which. */
export type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | PySet
  | PyDict
  | PyPatch
  | PyFunction
  | PyIterator
  | PyImage

export type Named = ReadonlyMap<string, Value>
export type PyFunction = (args: readonly Value[], named: Named) => Value

export const noNames: Named = new Map()

/** A program's exception: `kind` is the Python class. No `Error`: thousands are thrown, and none has a trace worth its price. */
export class PyError {
  readonly kind: string
  readonly message: string
  constructor(kind: string, message: string) {
    this.kind = kind
    this.message = message
  }
}

/** The program says something that this machine, or the imagined world, does not understand: no verdict can rest on it. */
export class Unread extends Error {}

/** An image of an imagined world, by its number. */
export class PyImage {
  readonly image: number
  constructor(image: number) {
    this.image = image
  }
}

/** A patch of an imagined image. Patches of one `key` show the same. */
export class PyPatch {
  readonly image: number
  readonly box: Box
  readonly parent: PyPatch | undefined
  readonly key: string
  constructor(
    image: number,
    box: Box,
    parent?: PyPatch,
    key = `${image},${box.left},${box.lower},${box.right},${box.upper}`,
  ) {
    this.image = image
    this.box = box
    this.parent = parent
    this.key = key
  }
}

export class PyIterator {
  readonly items: Iterator<Value>
  constructor(items: Iterator<Value>) {
    this.items = items
  }
}

export class PySet {
  readonly entries = new Map<string | PyPatch, Value>()
  constructor(items: Iterable<Value> = []) {
    for (const item of items) this.add(item)
  }
  add(item: Value): void {
    const key = keyOf(item)
    if (!this.entries.has(key)) this.entries.set(key, item)
  }
  has(item: Value): boolean {
    return this.entries.has(keyOf(item))
  }
  delete(item: Value): boolean {
    return this.entries.delete(keyOf(item))
  }
}

export class PyDict {
  readonly entries = new Map<string | PyPatch, [Value, Value]>()
  /** What a missing key is given: `defaultdict`, `Counter`. */
  readonly makeMissing: (() => Value) | undefined
  constructor(makeMissing?: () => Value) {
    this.makeMissing = makeMissing
  }
  get(key: Value): Value | undefined {
    return this.entries.get(keyOf(key))?.[1]
  }
  set(key: Value, value: Value): void {
    const at = keyOf(key)
    this.entries.set(at, [this.entries.get(at)?.[0] ?? key, value])
  }
}

const keyOf = (value: Value): string | PyPatch => {
  if (value instanceof PyPatch) return value
  if (typeof value === 'boolean') return `${Number(value)}`
  if (typeof value === 'string') return `'${value}`
  if (isList(value))
    return `(${value.map((each) => (each instanceof PyPatch ? each.key : String(keyOf(each)))).join(',')})`
  if (value === null || typeof value === 'number') return String(value)
  if (value instanceof PySet) return [...value.entries.keys()].map(String).sort().join('|')
  throw new PyError('TypeError', 'unhashable type')
}

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

export const truthy = (value: Value): boolean => {
  if (value === null || value === false || value === 0 || value === '') return false
  if (isList(value)) return value.length > 0
  if (value instanceof PySet || value instanceof PyDict) return value.entries.size > 0
  return true
}

export const equal = (a: Value, b: Value): boolean => {
  if (a === b) return true
  if (typeof a === 'boolean' || typeof b === 'boolean')
    return typeof b !== 'string' && typeof a !== 'string' && plain(a) && plain(b) && Number(a) === Number(b)
  if (isList(a) && isList(b)) return a.length === b.length && a.every((each, index) => equal(each, b[index]!))
  if (a instanceof PySet && b instanceof PySet)
    return a.entries.size === b.entries.size && [...a.entries.keys()].every((key) => b.entries.has(key))
  if (a instanceof PyDict && b instanceof PyDict)
    return (
      a.entries.size === b.entries.size &&
      [...a.entries.values()].every(([key, value]) => equal(b.get(key) ?? null, value))
    )
  return false
}

const plain = (value: Value): boolean => typeof value === 'number' || typeof value === 'boolean'

/** Negative, zero or positive, as Python orders them. */
export const order = (a: Value, b: Value): number => {
  if (plain(a) && plain(b)) return Number(a) - Number(b)
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  if (isList(a) && isList(b)) {
    for (let at = 0; at < Math.min(a.length, b.length); at++) if (!equal(a[at]!, b[at]!)) return order(a[at]!, b[at]!)
    return a.length - b.length
  }
  throw new PyError('TypeError', `'<' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`)
}

export const typeName = (value: Value): string => {
  if (value === null) return 'NoneType'
  if (isList(value)) return 'list'
  if (value instanceof PySet) return 'set'
  if (value instanceof PyDict) return 'dict'
  if (value instanceof PyPatch) return 'ImagePatch'
  if (value instanceof PyImage) return 'Image'
  const names: Readonly<Record<string, string>> = {
    boolean: 'bool',
    number: Number.isInteger(value) ? 'int' : 'float',
    string: 'str',
    function: 'function',
  }
  return names[typeof value] ?? 'object'
}

/** The elements of an iterable, lazily. */
export function* iterate(value: Value): Generator<Value> {
  if (isList(value)) yield* value
  else if (typeof value === 'string') yield* value
  else if (value instanceof PySet) yield* value.entries.values()
  else if (value instanceof PyDict) for (const [key] of value.entries.values()) yield key
  else if (value instanceof PyIterator)
    for (let next = value.items.next(); next.done !== true; next = value.items.next()) yield next.value
  else throw new PyError('TypeError', `'${typeName(value)}' object is not iterable`)
}

/** `str` of a value. */
export const textOf = (value: Value): string => {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (isList(value))
    return `[${value.map((each) => (typeof each === 'string' ? `'${each}'` : textOf(each))).join(', ')}]`
  return `<${typeName(value)}>`
}

/** Elements or characters that one value may have; more is no program about an image. */
const sizeLimit = 50_000

/** Throws where a value would grow too large. */
export const sized = (size: number): void => {
  if (size > sizeLimit) throw new PyError('MemoryError', 'a value grows too large')
}

/** All of them, as a list. */
export const collected = (items: Iterable<Value>): Value[] => {
  const all: Value[] = []
  for (const each of items) {
    all.push(each)
    sized(all.length)
  }
  return all
}
