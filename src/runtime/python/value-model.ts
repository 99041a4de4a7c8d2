import type { Marshalled } from './marshal.ts'
import { atomText } from './python-literal.ts'
import { countOf, listOf, textOf, tupleOf } from './trace-tables.ts'

/** Forms of a snapshot: the other half of `views.py`. */
export const Form = {
  list: 0,
  tuple: 1,
  dict: 2,
  set: 3,
  object: 4,
  call: 5,
  text: 6,
  cut: 7,
  again: 8,
  more: 9,
  grown: 10,
  setItem: 11,
  setName: 12,
  shown: 13,
} as const

/** A value with parts, as far as the trace has told it. That of a mutable object changes as the program changes the object. */
export interface Model {
  readonly kind: 'model'
  readonly form: number
  readonly type: string
  /** That of an object of a toolset. */
  readonly number?: number
  /** 0 for what cannot change. */
  readonly identity: number
  /** Items; names or keys and values in turn for `dict` and `object`. */
  parts: Part[]
  length: number
  /** Something in it, at any depth, is or was an object that can change or be met twice. */
  linked: boolean
  /** When it was told last, by the clock of the heap. */
  clock: number
  /** Where each name or key stands in the parts: made when first asked for. */
  places?: Map<string, number>
}

/** What has no parts that are known: `length` is that of a long text. */
export interface Note {
  readonly kind: 'note'
  readonly form: number
  readonly type: string
  readonly text: string
  readonly length?: number
}

export type Part = Marshalled | Model | Note

export const isModel = (part: Part | undefined): part is Model =>
  typeof part === 'object' && part !== null && 'kind' in part && part.kind === 'model'

export const isNote = (part: Part | undefined): part is Note =>
  typeof part === 'object' && part !== null && 'kind' in part && part.kind === 'note'

/** It is an object that can change or be met twice, or holds one. */
export const isLinked = (part: Part): boolean => isModel(part) && (part.identity !== 0 || part.linked)

/** The latest time at which the value, or an object in it, was told. */
export const latestClock = (part: Part, depth = 0, seen = new Set<Model>()): number => {
  if (!isModel(part) || depth > MAX_DEPTH || seen.has(part)) return 0
  let latest = part.clock
  if (!part.linked) return latest
  seen.add(part)
  for (const each of part.parts) if (isLinked(each)) latest = Math.max(latest, latestClock(each, depth + 1, seen))
  return latest
}

/** Objects in one another that are looked at. */
export const MAX_DEPTH = 8

/** Something is left out here. */
export const isGap = (part: Part | undefined): boolean => isNote(part) && part.form === Form.more

interface Options {
  /** Later changes of the objects reach what is made. */
  readonly keep: boolean
  /** The object did not exist before. */
  readonly fresh: boolean
}

/** Makes the parts of a snapshot; `modelAt` gives the model that stands for an object. */
export const readShot = (shot: Marshalled, options: Options, modelAt: ModelAt): Part =>
  convert(shot, options, { modelAt, here: new Map() })

export type ModelAt = (address: Marshalled, kind: Pick<Model, 'form' | 'type' | 'number'>, options: Options) => Model

interface Reading {
  readonly modelAt: ModelAt
  readonly here: Map<Marshalled, Model>
}

const convert = (shot: Marshalled, options: Options, reading: Reading): Part => {
  if (!isTuple(shot)) return shot
  const [form, ...rest] = tupleOf(shot)
  if (form === Form.again) return reading.here.get(rest[0] ?? null) ?? gap('')
  if (form === Form.more) return gap(textOf(rest[0]))
  if (form === Form.text) return { kind: 'note', form, type: textOf(rest[0]), text: textOf(rest[1]) }
  if (form === Form.cut) return cutNote(rest)
  if (typeof form !== 'number' || (form > Form.call && form !== Form.shown))
    throw new RangeError('trace: a snapshot of unknown form')
  const model = modelOf(form, rest, options, reading)
  model.parts = listOf(rest.at(-2)).map((each) => convert(each, { ...options, fresh: false }, reading))
  model.linked = model.parts.some(isLinked)
  model.length = countOf(rest.at(-1))
  delete model.places
  return model
}

const modelOf = (form: number, rest: readonly Marshalled[], options: Options, { modelAt, here }: Reading): Model => {
  const type = textOf(rest.at(-3))
  const address = rest.length >= 4 ? (rest[0] ?? null) : 0
  if (address === 0) return { kind: 'model', form, type, identity: 0, parts: [], length: 0, linked: false, clock: 0 }
  const number = form === Form.shown && typeof rest[1] === 'number' ? { number: countOf(rest[1]) } : {}
  const model = modelAt(address, { form, type, ...number }, options)
  here.set(address, model)
  return model
}

export const isTuple = (shot: Marshalled): boolean =>
  typeof shot === 'object' && shot !== null && 'kind' in shot && shot.kind === 'tuple'

export const gap = (type: string): Note => ({ kind: 'note', form: Form.more, type, text: '…' })

const cutNote = ([type, head, tail, length]: readonly Marshalled[]): Note => ({
  kind: 'note',
  form: Form.cut,
  type: textOf(type),
  text: `${atomText(head ?? null).slice(0, -1)}…${atomText(tail ?? null).replace(/^b?['"]/, '')}`,
  length: countOf(length),
})
