import type { Given } from './given.ts'
import type { Value } from './value.ts'
import { PyError, Unread, isList, iterate, textOf } from './value.ts'

/** The methods of `str`. */
export const callOfText = (text: string, name: string, { args }: Given): Value => {
  const first = typeof args[0] === 'string' ? args[0] : undefined
  switch (name) {
    case 'lower':
    case 'casefold':
      return text.toLowerCase()
    case 'upper':
      return text.toUpperCase()
    case 'strip':
    case 'lstrip':
    case 'rstrip':
      return stripped(text, name, first)
    case 'split':
      return first === undefined ? text.split(/\s+/).filter((word) => word !== '') : text.split(first)
    case 'join':
      return [...iterate(args[0]!)].map((each) => joinable(each)).join(text)
    case 'startswith':
      return oneOf(args[0]!).some((each) => text.startsWith(each))
    case 'endswith':
      return oneOf(args[0]!).some((each) => text.endsWith(each))
    case 'replace':
      return text.replaceAll(first ?? '', textOf(args[1]!))
    case 'count':
      return text.split(first ?? '').length - 1
    case 'find':
    case 'index':
      return text.indexOf(first ?? '')
    case 'isdigit':
    case 'isnumeric':
      return /^\d+$/.test(text)
    case 'title':
    case 'capitalize':
      return text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase()
    case 'format':
      return formatted(text, args)
    default:
      throw new PyError('AttributeError', `'str' object has no attribute '${name}'`)
  }
}

const stripped = (text: string, name: string, letters = ' \t\n'): string => {
  let from = 0
  let to = text.length
  if (name !== 'rstrip') while (from < to && letters.includes(text[from]!)) from++
  if (name !== 'lstrip') while (to > from && letters.includes(text[to - 1]!)) to--
  return text.slice(from, to)
}

const joinable = (value: Value): string => {
  if (typeof value !== 'string') throw new PyError('TypeError', 'sequence item: expected str instance')
  return value
}

const oneOf = (value: Value): readonly string[] => (isList(value) ? value.map(textOf) : [textOf(value)])

const formatted = (text: string, args: readonly Value[]): string => {
  let next = 0
  return text
    .replace(/\{(\d*)\}/g, (_, at: string) => textOf(args[at === '' ? next++ : Number(at)] ?? null))
    .replace(/\{[^}]*\}/g, () => {
      throw new Unread('a format')
    })
}
