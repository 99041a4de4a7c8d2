import { nextOf } from './collections.ts'
import type { Frame, Machine } from './machine.ts'
import type { Given } from './given.ts'
import { argument } from './given.ts'
import { modules } from './modules.ts'
import { arithmetic } from './operators.ts'
import { bestImageMatch, distance } from './patches.ts'
import { extreme, sorted } from './sorting.ts'
import type { PyFunction, Value } from './value.ts'
import {
  collected,
  PyDict,
  PyError,
  PyImage,
  PyIterator,
  PyPatch,
  PySet,
  Unread,
  isList,
  iterate,
  noNames,
  textOf,
  truthy,
  typeName,
} from './value.ts'

type Builtin = (given: Given, machine: Machine) => Value

const first = ({ args }: Given): Value => {
  if (args[0] === undefined) throw new PyError('TypeError', 'an argument is missing')
  return args[0]
}

const lengthOf = (value: Value): number => {
  if (typeof value === 'string' || isList(value)) return value.length
  if (value instanceof PySet || value instanceof PyDict) return value.entries.size
  throw new PyError('TypeError', `object of type '${typeName(value)}' has no len()`)
}

const best =
  (sign: 1 | -1): Builtin =>
  (given) => {
    const values = given.args.length > 1 ? given.args : collected(iterate(first(given)))
    const found = extreme(values, sign, given.named.get('key')) ?? given.named.get('default')
    if (found === undefined) throw new PyError('ValueError', `${sign === 1 ? 'max' : 'min'}() arg is an empty sequence`)
    return found
  }

const numberOf = (value: Value, whole: boolean): number => {
  const words = typeof value === 'string' ? value.trim() : value
  const number = typeof words === 'string' && words === '' ? Number.NaN : Number(words)
  if (value === null || isList(value) || Number.isNaN(number))
    throw new PyError('ValueError', `invalid literal for a number: '${textOf(value)}'`)
  return whole ? Math.trunc(number) : number
}

const range = ({ args }: Given): Value => {
  const [a, b, c] = args.map(Number)
  const [from, to, by] = b === undefined ? [0, a!, 1] : [a!, b, c ?? 1]
  const made: number[] = []
  for (let at = from; (by > 0 ? at < to : at > to) && made.length < 10_000; at += by) made.push(at)
  return made
}

const called = (value: Value): PyFunction => {
  if (typeof value !== 'function') throw new PyError('TypeError', `'${typeName(value)}' object is not callable`)
  return value
}

function* zipped(lists: readonly Value[]): Generator<Value> {
  const all = lists.map(iterate)
  for (;;) {
    const next = all.map((each) => each.next())
    if (next.length === 0 || next.some(({ done }) => done === true)) return
    yield next.map(({ value }) => value as Value)
  }
}

function* mapped(given: Given): Generator<Value> {
  const change = called(first(given))
  for (const values of zipped(given.args.slice(1))) yield change(values as readonly Value[], noNames)
}

function* kept(given: Given): Generator<Value> {
  const test = given.args[0] ?? null
  for (const each of iterate(given.args[1]!))
    if (truthy(test === null ? each : called(test)([each], noNames))) yield each
}

/** `isinstance`, over the names that stand for types here. */
const isinstance =
  (types: ReadonlyMap<string, Value>): PyFunction =>
  ([value, given]) => {
    const kinds = given !== undefined && isList(given) ? given : [given]
    const own = typeName(value ?? null)
    const fits = own === 'list' ? ['list', 'tuple'] : own === 'bool' ? ['bool', 'int'] : [own]
    return kinds.some((kind) => fits.some((name) => types.get(name) === kind))
  }

const openPatch: Builtin = (given, { sight }) => {
  const image = argument(given, 0, 'image') ?? null
  const base = image instanceof PyImage ? sight.open(image.image) : image
  if (!(base instanceof PyPatch)) throw new PyError('TypeError', 'ImagePatch takes an image')
  const [left, lower, right, upper] = ['left', 'lower', 'right', 'upper'].map((name, at) =>
    argument(given, at + 1, name),
  )
  if (left === undefined && lower === undefined && right === undefined && upper === undefined) return base
  const box = {
    left: Number(left ?? base.box.left),
    lower: Number(lower ?? base.box.lower),
    right: Number(right ?? base.box.right),
    upper: Number(upper ?? base.box.upper),
  }
  if (!(box.right > box.left && box.upper > box.lower)) throw new PyError('Exception', 'ImagePatch has no area')
  return new PyPatch(base.image, box, base)
}

const table: Readonly<Record<string, Builtin>> = {
  len: (given) => lengthOf(first(given)),
  range,
  sum: (given) =>
    collected(iterate(first(given))).reduce(
      (total, each) => arithmetic('+', total, each),
      argument(given, 1, 'start') ?? 0,
    ),
  any: (given) => {
    for (const each of iterate(first(given))) if (truthy(each)) return true
    return false
  },
  all: (given) => {
    for (const each of iterate(first(given))) if (!truthy(each)) return false
    return true
  },
  min: best(-1),
  max: best(1),
  sorted: (given) =>
    sorted(collected(iterate(first(given))), given.named.get('key'), truthy(given.named.get('reverse') ?? false)),
  reversed: (given) => collected(iterate(first(given))).toReversed(),
  abs: (given) => Math.abs(numberOf(first(given), false)),
  round: (given) => {
    const scale = 10 ** Number(given.args[1] ?? 0)
    return Math.round(numberOf(first(given), false) * scale) / scale
  },
  enumerate: (given) =>
    collected(iterate(first(given))).map((each, index) => [index + Number(argument(given, 1, 'start') ?? 0), each]),
  zip: ({ args }) => [...zipped(args)],
  map: (given) => new PyIterator(mapped(given)),
  filter: (given) => new PyIterator(kept(given)),
  next: (given) => nextOf(first(given), given.args[1]),
  iter: (given) => new PyIterator(iterate(first(given))),
  set: ({ args }) => new PySet(args.length === 0 ? [] : iterate(args[0]!)),
  frozenset: ({ args }) => new PySet(args.length === 0 ? [] : iterate(args[0]!)),
  list: ({ args }) => (args.length === 0 ? [] : collected(iterate(args[0]!))),
  tuple: ({ args }) => (args.length === 0 ? [] : collected(iterate(args[0]!))),
  dict: ({ args, named }) => {
    const made = new PyDict()
    if (args[0] instanceof PyDict) for (const [key, value] of args[0].entries.values()) made.set(key, value)
    else if (args[0] !== undefined)
      for (const pair of iterate(args[0])) made.set((pair as readonly Value[])[0]!, (pair as readonly Value[])[1]!)
    for (const [name, value] of named) made.set(name, value)
    return made
  },
  str: ({ args }) => textOf(args[0] ?? ''),
  int: ({ args }) => numberOf(args[0] ?? 0, true),
  float: ({ args }) => numberOf(args[0] ?? 0, false),
  bool: ({ args }) => truthy(args[0] ?? false),
  print: () => null,
  bool_to_yesno: (given) => (truthy(first(given)) ? 'yes' : 'no'),
  distance: (given) => distance(given.args[0] ?? null, given.args[1] ?? null),
  best_image_match: (given, { sight }) => bestImageMatch(given, sight),
  llm_query: () => {
    throw new Unread('llm_query')
  },
  ImagePatch: openPatch,
}

/** The names that every program finds, and the modules that visual programs import. */
export const builtinFrame = (machine: () => Machine): Frame => {
  const names = new Map<string, Value>()
  for (const [name, run] of Object.entries(table)) {
    const made: PyFunction = (args, named) => run({ args, named }, machine())
    names.set(name, made)
  }
  names.set('isinstance', isinstance(names))
  for (const [name, module] of modules()) names.set(name, module)
  return { names, up: undefined }
}
