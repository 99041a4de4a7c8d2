import {
  brokenPickle,
  floatOfText,
  integerOfBytes,
  integerOfText,
  stringOfRepr,
  textOfEscapes,
} from './pickle-scalars.ts'

const mark: unique symbol = Symbol('mark')
export type PickleItem =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleItem[]
  | Map<PickleItem, PickleItem>
  | typeof mark
type Item = PickleItem

/** The machine that a pickle is a program for, but for the commands that import or call anything. */
export interface PickleMachine {
  readonly stack: Item[]
  readonly memo: Map<number, Item>
  take(length: number): Buffer
  line(): string
}
type Machine = PickleMachine

/** The value that a pickle ends with. */
export function endOf({ stack }: Machine, where: string): Exclude<Item, typeof mark> {
  const value = stack.at(-1)
  if (stack.length !== 1 || value === undefined || value === mark)
    throw brokenPickle(where, 'it does not end with one value')
  return value
}

function pop({ stack }: Machine, where: string): Item {
  const value = stack.pop()
  if (value === undefined || value === mark) throw brokenPickle(where, 'a value is missing')
  return value
}

function popToMark({ stack }: Machine, where: string): Item[] {
  const start = stack.lastIndexOf(mark)
  if (start < 0) throw brokenPickle(where, 'a mark is missing')
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
    if (value === undefined) throw brokenPickle(where, `nothing was remembered as ${index}`)
    return value
  })

const byte = ({ take }: Machine): number => take(1)[0]!
const word = ({ take }: Machine): number => take(4).readUInt32LE()
const long = ({ take }: Machine): number => Number(take(8).readBigUInt64LE())
const text = (length: (machine: Machine) => number) => push((machine) => machine.take(length(machine)).toString('utf8'))
const raw = (length: (machine: Machine) => number) => push((machine) => Uint8Array.from(machine.take(length(machine))))
const append = (machine: Machine, where: string, items: readonly Item[]): void => {
  const list = machine.stack.at(-1)
  if (!Array.isArray(list)) throw brokenPickle(where, 'something is appended to what is no list')
  for (const item of items) list.push(item)
}

function fill(map: Item | undefined, items: readonly Item[], where: string): Map<Item, Item> {
  if (!(map instanceof Map) || items.length % 2 !== 0) throw brokenPickle(where, 'an item is set in what is no dict')
  for (let i = 0; i < items.length; i += 2) map.set(items[i]!, items[i + 1]!)
  return map
}

const tuple = (length: number) =>
  push((machine, where) => {
    const items = Array.from({ length }, () => pop(machine, where))
    return items.toReversed()
  })

/** By the byte that names them. */
export const pickleCommands: Readonly<Record<string, (machine: Machine, where: string) => void>> = {
  '\x80': ({ take }) => void take(1),
  '\x95': ({ take }) => void take(8),
  '(': ({ stack }) => void stack.push(mark),
  '0': ({ stack }) => void stack.pop(),
  '1': (machine, where) => void popToMark(machine, where),
  '2': (machine, where) => {
    const value: Item = pop(machine, where)
    machine.stack.push(value, value)
  },
  N: push(() => null),
  '\x88': push(() => true),
  '\x89': push(() => false),
  I: push(({ line }, where) => {
    const written = line()
    return written === '00' ? false : written === '01' ? true : integerOfText(written, where)
  }),
  L: push(({ line }, where) => integerOfText(line().replace(/L$/, ''), where)),
  F: push(({ line }, where) => floatOfText(line(), where)),
  G: push(({ take }) => take(8).readDoubleBE()),
  J: push(({ take }) => take(4).readInt32LE()),
  K: push(byte),
  M: push(({ take }) => take(2).readUInt16LE()),
  '\x8a': push((machine) => integerOfBytes(machine.take(byte(machine)))),
  '\x8b': push((machine) => integerOfBytes(machine.take(word(machine)))),
  S: push(({ line }, where) => stringOfRepr(line(), where)),
  V: push(({ line }) => textOfEscapes(line())),
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
    const value = pop(machine, where)
    const key = pop(machine, where)
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
