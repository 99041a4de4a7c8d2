import type { Given } from './given.ts'
import { argument } from './given.ts'
import { sorted } from './sorting.ts'
import type { Value } from './value.ts'
import {
  collected,
  sized,
  PyDict,
  PyError,
  PyIterator,
  PySet,
  equal,
  isList,
  iterate,
  order,
  textOf,
  truthy,
  typeName,
} from './value.ts'

/** The methods of lists, sets, dictionaries and iterators. */
export const callOfCollection = (object: Value, name: string, given: Given): Value => {
  const found = isList(object)
    ? ofList(object as Value[], name, given)
    : object instanceof PySet
      ? ofSet(object, name, given)
      : object instanceof PyDict
        ? ofDict(object, name, given)
        : undefined
  if (found === undefined)
    throw new PyError('AttributeError', `'${typeName(object)}' object has no attribute '${name}'`)
  return found
}

const ofList = (list: Value[], name: string, given: Given): Value | undefined => {
  const first = given.args[0] ?? null
  switch (name) {
    case 'append':
      list.push(first)
      return null
    case 'extend':
      for (const each of collected(iterate(first))) list.push(each)
      sized(list.length)
      return null
    case 'insert':
      list.splice(Number(first), 0, given.args[1] ?? null)
      return null
    case 'remove':
      list.splice(indexIn(list, first), 1)
      return null
    case 'pop': {
      if (list.length === 0) throw new PyError('IndexError', 'pop from empty list')
      return list.splice(given.args.length === 0 ? -1 : Number(first), 1)[0] ?? null
    }
    case 'index':
      return indexIn(list, first)
    case 'count':
      return list.filter((each) => equal(each, first)).length
    case 'sort':
      list.splice(0, list.length, ...sorted(list, given.named.get('key'), truthy(given.named.get('reverse') ?? false)))
      return null
    case 'reverse':
      list.reverse()
      return null
    case 'copy':
      return [...list]
    case 'clear':
      list.length = 0
      return null
    default:
      return undefined
  }
}

const indexIn = (list: readonly Value[], value: Value): number => {
  const at = list.findIndex((each) => equal(each, value))
  if (at === -1) throw new PyError('ValueError', `${textOf(value)} is not in list`)
  return at
}

const ofSet = (set: PySet, name: string, { args }: Given): Value | undefined => {
  const all = [...set.entries.values()]
  const other =
    args.length > 0 && name !== 'add' && name !== 'discard' && name !== 'remove'
      ? new PySet(iterate(args[0]!))
      : new PySet()
  switch (name) {
    case 'add':
      set.add(args[0] ?? null)
      return null
    case 'discard':
    case 'remove':
      set.delete(args[0] ?? null)
      return null
    case 'update':
      for (const each of other.entries.values()) set.add(each)
      return null
    case 'union':
      return new PySet([...all, ...other.entries.values()])
    case 'intersection':
      return new PySet(all.filter((each) => other.has(each)))
    case 'difference':
      return new PySet(all.filter((each) => !other.has(each)))
    case 'issubset':
      return all.every((each) => other.has(each))
    case 'issuperset':
      return [...other.entries.values()].every((each) => set.has(each))
    case 'isdisjoint':
      return !all.some((each) => other.has(each))
    case 'copy':
      return new PySet(all)
    case 'pop':
      if (all.length === 0) throw new PyError('KeyError', 'pop from an empty set')
      set.delete(all[0]!)
      return all[0]!
    default:
      return undefined
  }
}

const ofDict = (dict: PyDict, name: string, given: Given): Value | undefined => {
  const pairs = [...dict.entries.values()]
  switch (name) {
    case 'get':
      return dict.get(given.args[0] ?? null) ?? argument(given, 1, 'default') ?? null
    case 'setdefault': {
      const known = dict.get(given.args[0] ?? null)
      if (known === undefined) dict.set(given.args[0] ?? null, given.args[1] ?? null)
      return known ?? given.args[1] ?? null
    }
    case 'items':
      return pairs.map(([key, value]) => [key, value])
    case 'keys':
      return pairs.map(([key]) => key)
    case 'values':
      return pairs.map(([, value]) => value)
    case 'most_common': {
      const sortedPairs = pairs.sort((a, b) => order(b[1], a[1])).map(([key, value]): Value => [key, value])
      return given.args.length === 0 ? sortedPairs : sortedPairs.slice(0, Number(given.args[0]))
    }
    case 'update':
      if (given.args[0] instanceof PyDict)
        for (const [key, value] of given.args[0].entries.values()) dict.set(key, value)
      return null
    case 'copy': {
      const made = new PyDict(dict.makeMissing)
      for (const [key, value] of pairs) made.set(key, value)
      return made
    }
    default:
      return undefined
  }
}

/** What `next` gives: of an iterator only. */
export const nextOf = (value: Value, fallback: Value | undefined): Value => {
  if (!(value instanceof PyIterator)) throw new PyError('TypeError', `'${typeName(value)}' object is not an iterator`)
  const next = value.items.next()
  if (next.done !== true) return next.value
  if (fallback === undefined) throw new PyError('StopIteration', '')
  return fallback
}
