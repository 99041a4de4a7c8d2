import { arithmetic } from './operators.ts'
import type { PyFunction, Value } from './value.ts'
import { collected, PyDict, PyError, PyIterator, iterate, noNames, truthy } from './value.ts'

const numeric =
  (change: (value: number, other: number) => number): PyFunction =>
  (args) =>
    change(Number(args[0]), Number(args[1]))

function* choose(items: readonly Value[], count: number): Generator<Value> {
  if (count === 0) return yield []
  for (let at = 0; at <= items.length - count; at++)
    for (const rest of choose(items.slice(at + 1), count - 1)) yield [items[at]!, ...(rest as readonly Value[])]
}

function* arrange(items: readonly Value[], count: number): Generator<Value> {
  if (count === 0) return yield []
  for (let at = 0; at < items.length; at++)
    for (const rest of arrange(items.toSpliced(at, 1), count - 1)) yield [items[at]!, ...(rest as readonly Value[])]
}

function* product(lists: readonly (readonly Value[])[]): Generator<Value> {
  const [head, ...tail] = lists
  if (head === undefined) return yield []
  for (const each of head) for (const rest of product(tail)) yield [each, ...(rest as readonly Value[])]
}

const all = (value: Value | undefined): readonly Value[] => collected(iterate(value ?? []))

const counted: PyFunction = (args) => {
  const made = new PyDict(() => 0)
  for (const each of all(args[0])) made.set(each, Number(made.get(each) ?? 0) + 1)
  return made
}

const reduce: PyFunction = (args) => {
  const [change, list, start] = args
  if (typeof change !== 'function') throw new PyError('TypeError', 'reduce needs a function')
  const items = start === undefined ? all(list) : [start, ...all(list)]
  return items.slice(1).reduce((total, each) => change([total, each], noNames), items[0]!)
}

/** `partial`: a function with its first arguments given. */
const partial: PyFunction = (args, named) => {
  const [called, ...first] = args
  if (typeof called !== 'function') throw new PyError('TypeError', 'the first argument must be callable')
  return (rest, more) => called([...first, ...rest], new Map([...named, ...more]))
}

/** `groupby`: runs of equal keys. */
const groupby: PyFunction = (args, named) => {
  const key = named.get('key') ?? args[1] ?? null
  const groups: [Value, Value[]][] = []
  for (const each of all(args[0])) {
    const mine = typeof key === 'function' ? key([each], noNames) : each
    const last = groups.at(-1)
    if (last !== undefined && last[0] === mine) last[1].push(each)
    else groups.push([mine, [each]])
  }
  return groups
}

const contents: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  math: {
    floor: numeric(Math.floor),
    ceil: numeric(Math.ceil),
    sqrt: numeric(Math.sqrt),
    fabs: numeric(Math.abs),
    hypot: numeric(Math.hypot),
    pow: numeric((a, b) => a ** b),
    inf: Infinity,
    pi: Math.PI,
    isclose: (args) => Math.abs(Number(args[0]) - Number(args[1])) < 1e-9,
  },
  collections: {
    Counter: counted,
    defaultdict: (args) =>
      new PyDict(typeof args[0] === 'function' ? () => (args[0] as PyFunction)([], noNames) : undefined),
    OrderedDict: () => new PyDict(),
  },
  itertools: {
    combinations: (args) => collected(choose(all(args[0]), Number(args[1]))),
    permutations: (args) => collected(arrange(all(args[0]), Number(args[1] ?? all(args[0]).length))),
    product: (args) => collected(product(args.map(all))),
    chain: (args) => args.flatMap(all),
    accumulate: (args) => {
      let total: Value | undefined
      return all(args[0]).map((each) => (total = total === undefined ? each : arithmetic('+', total, each)))
    },
    takewhile: (args) => new PyIterator(while_(args[0] ?? null, all(args[1]))),
    groupby,
  },
  functools: { reduce, partial },
}

function* while_(test: Value, items: readonly Value[]): Generator<Value> {
  for (const each of items) {
    if (typeof test !== 'function' || !truthy(test([each], noNames))) return
    yield each
  }
}

/** Modules by name, each a dictionary of its members; fresh for each program. */
export const modules = (): ReadonlyMap<string, PyDict> =>
  new Map(
    Object.entries(contents).map(([name, members]) => {
      const module = new PyDict()
      for (const [key, value] of Object.entries(members)) module.set(key, value)
      return [name, module]
    }),
  )
