import type { ValueView } from '../../core/trace.ts'
import type { Marshalled } from './marshal.ts'
import { bytesText, complexText, floatText, stringText } from './python-literal.ts'

const [LIST, TUPLE, DICT, SET, OBJECT, CALL, TEXT, CUT, AGAIN, MORE] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
const HEAD = 80
const MAX_TEXT = 1000

/** A snapshot of views.py as a view: the same text that `view` gives there. Throws `RangeError` on anything else. */
export const snapshotView = (shot: Marshalled): ValueView => {
  const shared = new Set<Marshalled>()
  findShared(shot, shared)
  const labels = new Map([...shared].map((id, index) => [id, index + 1]))
  const text = bounded(textOf(shot, labels))
  const parts = partsOf(shot)
  if (!parts) return { type: atomType(shot), text }
  const length = parts.at(-1)
  const identity = hasIdentity(parts) ? Number(parts[1]) : 0
  return {
    type: typeOf(parts),
    text,
    ...(parts[0] !== TEXT && parts[0] !== MORE && text.includes('…') ? { length: Number(length) } : {}),
    ...(identity ? { identity } : {}),
  }
}

const partsOf = (shot: Marshalled | undefined): readonly Marshalled[] | undefined =>
  typeof shot === 'object' && shot !== null && 'kind' in shot && shot.kind === 'tuple' ? shot.items : undefined

const itemsOf = (parts: readonly Marshalled[]): readonly Marshalled[] => {
  const items = parts.at(-2)
  if (typeof items === 'object' && items !== null && 'kind' in items && items.kind === 'list') return items.items
  throw new RangeError('trace: a snapshot without items')
}

const hasIdentity = ([form]: readonly Marshalled[]) => form === LIST || form === DICT || form === SET || form === OBJECT
const hasItems = (parts: readonly Marshalled[]) => hasIdentity(parts) || parts[0] === TUPLE || parts[0] === CALL
const typeOf = (parts: readonly Marshalled[]) => String(hasItems(parts) ? parts.at(-3) : parts[1])

const findShared = (shot: Marshalled, shared: Set<Marshalled>): void => {
  const parts = partsOf(shot)
  if (!parts) return
  if (parts[0] === AGAIN) shared.add(parts[1] ?? null)
  else if (hasItems(parts)) for (const item of itemsOf(parts)) findShared(item, shared)
}

const atomType = (value: Marshalled): string => {
  if (value === null) return 'NoneType'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number' || typeof value === 'bigint') return 'int'
  if (typeof value === 'string') return 'str'
  if (value instanceof Uint8Array) return 'bytes'
  return value.kind
}

const atomText = (value: Marshalled): string => {
  if (value === null) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (typeof value === 'string') return stringText(value)
  if (value instanceof Uint8Array) return bytesText(value)
  if (value.kind === 'float') return floatText(value.value)
  if (value.kind === 'complex') return complexText(value.real, value.imaginary)
  throw new RangeError('trace: a value of unknown form')
}

const textOf = (shot: Marshalled, labels: ReadonlyMap<Marshalled, number>): string => {
  const parts = partsOf(shot)
  if (!parts) return atomText(shot)
  if (parts[0] === TEXT) return String(parts[2])
  if (parts[0] === MORE) return '…'
  if (parts[0] === AGAIN) return `#${labels.get(parts[1] ?? null)}#`
  if (parts[0] === CUT) return cutText(parts)
  if (!hasItems(parts)) throw new RangeError('trace: a snapshot of unknown form')
  const label = hasIdentity(parts) ? labels.get(parts[1] ?? null) : undefined
  const text = containerText(parts, labels)
  return label === undefined ? text : `#${label}=${text}`
}

const cutText = ([, , head, tail]: readonly Marshalled[]): string =>
  `${atomText(head ?? null).slice(0, -1)}…${atomText(tail ?? null).replace(/^b?['"]/, '')}`

const containerText = (parts: readonly Marshalled[], labels: ReadonlyMap<Marshalled, number>): string => {
  const [form, name, length] = [parts[0], typeOf(parts), Number(parts.at(-1))]
  const items = itemsOf(parts)
  const texts =
    form === DICT || form === OBJECT ? pairTexts(items, form, labels) : items.map((item) => textOf(item, labels))
  if (texts.length < length) texts.splice(form === LIST || form === TUPLE ? HEAD : texts.length, 0, '…')
  const inner = texts.join(', ')
  if (form === TUPLE) return `${name === 'tuple' ? '' : name}(${inner}${length === 1 ? ',' : ''})`
  if (form === OBJECT || form === CALL) return `${name}(${inner})`
  if (form === SET && length === 0) return `${name}()`
  const text = form === LIST ? `[${inner}]` : `{${inner}}`
  return name === 'list' || name === 'dict' || name === 'set' ? text : `${name}(${text})`
}

const pairTexts = (
  items: readonly Marshalled[],
  form: Marshalled,
  labels: ReadonlyMap<Marshalled, number>,
): string[] => {
  const texts: string[] = []
  for (let i = 0; i + 1 < items.length; i += 2) {
    const [key, part] = [items[i] ?? null, items[i + 1] ?? null]
    texts.push(
      form === DICT ? `${textOf(key, labels)}: ${textOf(part, labels)}` : `${String(key)}=${textOf(part, labels)}`,
    )
  }
  return texts
}

const bounded = (text: string): string =>
  text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT / 2)}…${text.slice(-(MAX_TEXT / 2 - 1))}`
