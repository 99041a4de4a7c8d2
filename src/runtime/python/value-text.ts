import type { ValueView } from '../../core/trace.ts'
import type { Marshalled } from './marshal.ts'
import { atomText, atomType } from './python-literal.ts'
import { Form, MAX_DEPTH, isGap, isLinked, isModel, isNote } from './value-model.ts'
import type { Model, Part } from './value-model.ts'

/** Characters of a view's text. */
const MAX_TEXT = 1000

/** The picture of a value: the same text that `view` of views.py gives. */
export const viewOf = (part: Part): ValueView => {
  if (isNote(part)) {
    const { type, text, length } = part
    return { type, text, ...(length === undefined ? {} : { length }) }
  }
  if (!isModel(part)) return { type: atomType(part), text: atomText(part) }
  const { labels, objects } = lookThrough(part)
  const text = cutText(modelText(part, { labels, said: new Set(), room: MAX_TEXT * 2 }, 0))
  return {
    type: part.type,
    text,
    ...(text.includes('…') ? { length: part.length } : {}),
    ...(part.identity === 0 ? {} : { identity: part.identity }),
    ...(objects.length === 0 ? {} : { objects }),
  }
}

const cutText = (text: string): string =>
  text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT / 2)}…${text.slice(1 - MAX_TEXT / 2)}`

/** Numbers of objects of a toolset that a view lists. */
const MAX_OBJECTS = 1000

interface Writer {
  readonly labels: ReadonlyMap<Model, number>
  readonly said: Set<Model>
  /** Characters that may still be written: what comes after is left out. */
  room: number
}

/** Objects that are mentioned more than once, numbered in the order of their second mention; and those of a toolset. */
const lookThrough = (root: Model): { labels: ReadonlyMap<Model, number>; objects: readonly number[] } => {
  const labels = new Map<Model, number>()
  const objects: number[] = []
  if (!root.linked) return { labels, objects: root.number === undefined ? objects : [root.number] }
  const seen = new Set<Model>()
  const visit = (model: Model, depth: number): void => {
    if (seen.has(model)) {
      if (!labels.has(model)) labels.set(model, labels.size + 1)
      return
    }
    if (model.identity !== 0) seen.add(model)
    if (model.number !== undefined && objects.length < MAX_OBJECTS) objects.push(model.number)
    if (depth < MAX_DEPTH) for (const part of model.parts) if (isModel(part) && isLinked(part)) visit(part, depth + 1)
  }
  visit(root, 0)
  return { labels, objects }
}

const textIn = (part: Part, writer: Writer, depth: number): string => {
  if (isNote(part)) return part.text
  if (!isModel(part)) return atomText(part)
  return depth > MAX_DEPTH || writer.room < 0 ? '…' : modelText(part, writer, depth)
}

const modelText = (model: Model, writer: Writer, depth: number): string => {
  const label = writer.labels.get(model)
  if (label === undefined) return containerText(model, writer, depth)
  if (writer.said.has(model)) return `#${label}#`
  writer.said.add(model)
  return `#${label}=${containerText(model, writer, depth)}`
}

const containerText = (model: Model, writer: Writer, depth: number): string => {
  const { form, type: name, length } = model
  const inner = (form === Form.dict || isObject(form) ? pairTexts : itemTexts)(model, writer, depth).join(', ')
  if (form === Form.tuple) return `${name === 'tuple' ? '' : name}(${inner}${length === 1 ? ',' : ''})`
  if (isObject(form) || form === Form.call) return `${name}(${inner})`
  if (form === Form.set && length === 0) return `${name}()`
  const text = form === Form.list ? `[${inner}]` : `{${inner}}`
  return name === 'list' || name === 'dict' || name === 'set' ? text : `${name}(${text})`
}

const isObject = (form: number): boolean => form === Form.object || form === Form.shown

/** Where a text gets too long, its middle is cut anyway: what would stand there need not be written. */
const itemTexts = ({ parts }: Model, writer: Writer, depth: number): string[] => {
  const texts: string[] = []
  let next = 0
  while (next < parts.length && writer.room >= 0)
    texts.push(written(textIn(parts[next++] ?? null, writer, depth + 1), writer))
  if (next === parts.length) return texts
  const tail: string[] = []
  let last = parts.length
  for (let length = 0; last > next && length < MAX_TEXT / 2; length += tail.at(-1)?.length ?? 0)
    tail.push(textIn(parts[--last] ?? null, { ...writer, room: MAX_TEXT }, depth + 1))
  return [...texts, ...(last > next ? ['…'] : []), ...tail.toReversed()]
}

const pairTexts = ({ form, parts }: Model, writer: Writer, depth: number): string[] => {
  const texts: string[] = []
  for (let i = 0; i + 1 < parts.length && writer.room >= 0; i += 2) {
    const [name, part] = [parts[i] ?? null, parts[i + 1] ?? null]
    if (isGap(name)) texts.push('…')
    else texts.push(written(`${nameText(form, name, writer, depth)}${textIn(part, writer, depth + 1)}`, writer))
  }
  return texts
}

const nameText = (form: number, name: Part, writer: Writer, depth: number): string =>
  form === Form.dict ? `${textIn(name, writer, depth + 1)}: ` : `${plainName(name)}=`

const plainName = (name: Part): string => (typeof name === 'string' ? name : atomText(name as Marshalled))

const written = (text: string, writer: Writer): string => {
  writer.room -= text.length
  return text
}
