import { EngineError } from '../../core/engine-error.ts'

/** Plain data of a Python pickle. A dict is a `Map`, a tuple an array, an integer beyond 2⁵³ a `bigint`. */
export type Pickled =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly Pickled[]
  | ReadonlyMap<Pickled, Pickled>

const mark = Symbol('mark')
type Item = null | boolean | number | bigint | string | Uint8Array | Item[] | Map<Item, Item> | typeof mark

/** The machine that a pickle is a program for, but for the commands that import or call anything. */
interface Machine {
  readonly stack: Item[]
  readonly memo: Map<number, Item>
  take(length: number): Buffer
  line(): string
}

/**
 * Reads a pickle of protocol 0 to 5 that holds plain data only: dict, list, tuple, str, bytes, int, float, bool, None.
 * Strings of Python 2 are read as UTF-8. Everything else (classes, functions, references) is refused: unlike Python's,
 * this reader runs nothing. Throws `EngineError` (usage).
 */
export function readPickle(data: Uint8Array, where: string): Pickled {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  let at = 0
  const take = (length: number): Buffer => {
    if (!(length >= 0) || at + length > bytes.length) throw broken(where, 'it ends too early')
    at += length
    return bytes.subarray(at - length, at)
  }
  const line = (): string => {
    const end = bytes.indexOf(10, at)
    if (end < 0) throw broken(where, 'it ends too early')
    return take(end + 1 - at)
      .toString('latin1')
      .slice(0, -1)
  }
  const machine: Machine = { stack: [], memo: new Map(), take, line }
  for (;;) {
    const code = String.fromCharCode(take(1)[0]!)
    if (code === '.') return result(machine, where)
    const run = commands[code]
    if (run === undefined)
      throw broken(where, `the command 0x${code.charCodeAt(0).toString(16)} at byte ${at - 1} is none of plain data`)
    run(machine, where)
  }
}

const broken = (where: string, why: string): EngineError =>
  new EngineError('usage', `${where} is no pickle of plain data: ${why}`)

function result({ stack }: Machine, where: string): Pickled {
  const value = stack.at(-1)
  if (stack.length !== 1 || value === undefined || value === mark) throw broken(where, 'it does not end with one value')
  return value as Pickled
}

function pop({ stack }: Machine, where: string): Item {
  const value = stack.pop()
  if (value === undefined || value === mark) throw broken(where, 'a value is missing')
  return value
}

function popToMark({ stack }: Machine, where: string): Item[] {
  const start = stack.lastIndexOf(mark)
  if (start < 0) throw broken(where, 'a mark is missing')
  return stack.splice(start).slice(1)
}

const push =
  (read: (machine: Machine, where: string) => Item) =>
  (machine: Machine, where: string): void => {
    machine.stack.push(read(machine, where))
  }
const put = (read: (machine: Machine) => number) => (machine: Machine, where: string) => {
  const value = pop(machine, where)
  machine.stack.push(value)
  machine.memo.set(read(machine), value)
}
const get = (read: (machine: Machine) => number) =>
  push((machine, where) => {
    const index = read(machine)
    const value = machine.memo.get(index)
    if (value === undefined) throw broken(where, `nothing was remembered as ${index}`)
    return value
  })

const byte = ({ take }: Machine): number => take(1)[0]!
const word = ({ take }: Machine): number => take(4).readUInt32LE()
const long = ({ take }: Machine): number => Number(take(8).readBigUInt64LE())
const text = (length: (machine: Machine) => number) => push((machine) => machine.take(length(machine)).toString('utf8'))
const raw = (length: (machine: Machine) => number) => push((machine) => Uint8Array.from(machine.take(length(machine))))
const smallest = (value: bigint): number | bigint =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value

/** Little-endian two's complement. */
function bigOf(bytes: Buffer): number | bigint {
  const unsigned = [...bytes].reduceRight((value, one) => (value << 8n) | BigInt(one), 0n)
  return smallest(BigInt.asIntN(Math.max(8 * bytes.length, 1), unsigned))
}

function integer(written: string, where: string): number | bigint {
  if (!/^[+-]?\d+$/.test(written)) throw broken(where, `${JSON.stringify(written.slice(0, 40))} is no integer`)
  return smallest(BigInt(written.replace('+', '')))
}

function decimal(written: string, where: string): number {
  const value = /^[+-]?(inf|nan)$/.test(written) ? Number(written.replace('inf', 'Infinity')) : Number(written)
  if (Number.isNaN(value) && !written.includes('nan')) throw broken(where, `${written.slice(0, 40)} is no number`)
  return value
}

/** The `repr` of a string of Python 2. */
function quoted(written: string, where: string): string {
  const body = /^(['"])(.*)\1$/s.exec(written)?.[2]
  if (body === undefined) throw broken(where, 'a string has no quotes')
  const bytes = body.replace(/\\(?:x([0-9a-f]{2})|(.))/gis, (_, hex: string | undefined, one: string) =>
    hex === undefined ? ({ n: '\n', t: '\t', r: '\r' }[one] ?? one) : String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

const unescaped = (written: string): string =>
  written.replace(/\\u([0-9a-f]{4})|\\U([0-9a-f]{8})/gi, (_, four: string | undefined, eight: string) =>
    String.fromCodePoint(Number.parseInt(four ?? eight, 16)),
  )

const append = (machine: Machine, where: string, items: readonly Item[]): void => {
  const list = machine.stack.at(-1)
  if (!Array.isArray(list)) throw broken(where, 'something is appended to what is no list')
  for (const item of items) list.push(item)
}

function fill(map: Item | undefined, items: readonly Item[], where: string): Map<Item, Item> {
  if (!(map instanceof Map) || items.length % 2 !== 0) throw broken(where, 'an item is set in what is no dict')
  for (let i = 0; i < items.length; i += 2) map.set(items[i]!, items[i + 1]!)
  return map
}

const tuple = (length: number) =>
  push((machine, where) => {
    const items = Array.from({ length }, () => pop(machine, where))
    return items.reverse()
  })

/** By the byte that names them. */
const commands: Readonly<Record<string, (machine: Machine, where: string) => void>> = {
  '\x80': ({ take }) => void take(1),
  '\x95': ({ take }) => void take(8),
  '(': ({ stack }) => void stack.push(mark),
  '0': ({ stack }) => void stack.pop(),
  '1': (machine, where) => void popToMark(machine, where),
  '2': (machine, where) => {
    const value = pop(machine, where)
    machine.stack.push(value, value)
  },
  N: push(() => null),
  '\x88': push(() => true),
  '\x89': push(() => false),
  I: push(({ line }, where) => {
    const written = line()
    return written === '00' ? false : written === '01' ? true : integer(written, where)
  }),
  L: push(({ line }, where) => integer(line().replace(/L$/, ''), where)),
  F: push(({ line }, where) => decimal(line(), where)),
  G: push(({ take }) => take(8).readDoubleBE()),
  J: push(({ take }) => take(4).readInt32LE()),
  K: push(byte),
  M: push(({ take }) => take(2).readUInt16LE()),
  '\x8a': push((machine) => bigOf(machine.take(byte(machine)))),
  '\x8b': push((machine) => bigOf(machine.take(word(machine)))),
  S: push(({ line }, where) => quoted(line(), where)),
  V: push(({ line }) => unescaped(line())),
  T: text(word),
  U: text(byte),
  X: text(word),
  '\x8c': text(byte),
  '\x8d': text(long),
  B: raw(word),
  C: raw(byte),
  '\x8e': raw(long),
  ']': push(() => []),
  l: push(popToMark),
  a: (machine, where) => append(machine, where, [pop(machine, where)]),
  e: (machine, where) => append(machine, where, popToMark(machine, where)),
  ')': push(() => []),
  t: push(popToMark),
  '\x85': tuple(1),
  '\x86': tuple(2),
  '\x87': tuple(3),
  '}': push(() => new Map()),
  d: push((machine, where) => fill(new Map(), popToMark(machine, where), where)),
  s: (machine, where) => {
    const [value, key] = [pop(machine, where), pop(machine, where)]
    fill(machine.stack.at(-1), [key, value], where)
  },
  u: (machine, where) => {
    const items = popToMark(machine, where)
    fill(machine.stack.at(-1), items, where)
  },
  p: put(({ line }) => Number(line())),
  q: put(byte),
  r: put(word),
  '\x94': (machine, where) => put(() => machine.memo.size)(machine, where),
  g: get(({ line }) => Number(line())),
  h: get(byte),
  j: get(word),
}
