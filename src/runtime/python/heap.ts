import type { Marshalled } from './marshal.ts'
import { atomText } from './python-literal.ts'
import { countOf, listOf, textOf, tupleOf } from './trace-tables.ts'
import { Form, gap, isGap, isLinked, isModel, isNote, isTuple, readShot } from './value-model.ts'
import type { Model, ModelAt, Part } from './value-model.ts'

/** The objects of a run, by the address at which they lie at the moment. */
export interface Heap {
  /** Counts what may have changed an object. */
  readonly clock: number
  /**
   * A snapshot as a model that later changes reach, or the model that a change was made to. `fresh`: the object did not
   * exist before. A change of an object that is not known, or not as long as it must be, gives a gap.
   */
  install(shot: Marshalled, fresh?: boolean): Part
  /** A snapshot as it is, for one view. */
  picture(shot: Marshalled, fresh?: boolean): Part
}

interface Resident {
  readonly type: string
  readonly number: number | undefined
  readonly identity: number
  model?: Model
}

export const createHeap = (): Heap => {
  const residents = new Map<Marshalled, Resident>()
  let identities = 0
  let clock = 0

  const modelAt: ModelAt = (address, kind, { keep, fresh }) => {
    const { form, type, number } = kind
    const known = residents.get(address)
    const same = known?.type === type && known.number === number && !fresh
    const resident: Resident = same ? known : { type, number, identity: ++identities }
    residents.set(address, resident)
    const model: Model =
      keep && resident.model?.form === form
        ? resident.model
        : { kind: 'model', ...kind, identity: resident.identity, parts: [], length: 0, linked: false, clock }
    model.clock = clock
    if (keep) resident.model = model
    return model
  }
  const install = (shot: Marshalled, fresh = false): Part => {
    if (!isTuple(shot)) return shot
    clock += 1
    const [form, address, ...rest] = tupleOf(shot)
    if (form !== Form.grown && form !== Form.setItem && form !== Form.setName) {
      return readShot(shot, { keep: true, fresh }, modelAt)
    }
    const model = residents.get(address ?? null)?.model
    const parts = form === Form.grown ? listOf(rest[0]) : [rest[1] ?? null]
    const changed = change(model, form, { rest, parts: parts.map((part) => install(part)) })
    if (changed) changed.clock = clock
    return changed ?? gap('')
  }
  return {
    get clock() {
      return clock
    },
    install,
    picture: (shot, fresh = false) => readShot(shot, { keep: false, fresh }, modelAt),
  }
}

interface Change {
  readonly rest: readonly Marshalled[]
  readonly parts: readonly Part[]
}

const change = (model: Model | undefined, form: number, { rest, parts }: Change): Model | undefined => {
  if (model === undefined) return undefined
  const part = parts[0] ?? null
  model.linked ||= parts.some(isLinked)
  if (form === Form.setName) return setNamed(model, textOf(rest[0]), part)
  const length = countOf(rest.at(-1))
  if (form === Form.grown) return grow(model, length, parts)
  if (model.form === Form.dict) return setKeyed(model, { key: rest[0] ?? null, part, length })
  return model.form === Form.list && model.length === length ? setItem(model, rest[0] ?? null, part) : undefined
}

const grow = (model: Model, length: number, parts: readonly Part[]): Model | undefined => {
  if (model.form !== Form.list || model.length + parts.length !== length) return undefined
  for (const part of parts) model.parts.push(part)
  model.length = length
  return model
}

/** What lies where items are left out stays left out. */
const setItem = (model: Model, key: Marshalled, part: Part): Model | undefined => {
  const { parts, length } = model
  const index = typeof key === 'number' && key < 0 ? key + length : key
  if (typeof index !== 'number' || index < 0) return undefined
  const hole = parts.findIndex(isGap)
  const at = hole < 0 || index < hole ? index : parts.length - (length - index)
  if (at < parts.length && (hole < 0 || index < hole || at > hole)) parts[at] = part
  return model
}

const setKeyed = (model: Model, { key, part, length }: { key: Marshalled; part: Part; length: number }) => {
  if (length !== model.length && length !== model.length + 1) return undefined
  setNamed(model, readShot(key, { keep: false, fresh: false }, never), part)
  return model.length === length ? model : undefined
}

const setNamed = (model: Model, name: Part, part: Part): Model => {
  const { parts } = model
  const places = (model.places ??= placesOf(parts))
  const text = nameText(name)
  const place = places.get(text)
  if (place !== undefined) {
    parts[place + 1] = part
    return model
  }
  if (model.form === Form.shown) return model
  model.length += 1
  if (isGap(parts.at(-1))) return model
  places.set(text, parts.length)
  parts.push(name, part)
  return model
}

const placesOf = (parts: readonly Part[]): Map<string, number> => {
  const places = new Map<string, number>()
  for (let i = 0; i + 1 < parts.length; i += 2) places.set(nameText(parts[i] ?? null), i)
  return places
}

const nameText = (name: Part): string => {
  if (isModel(name)) return `(${name.parts.map(nameText).join(', ')})`
  if (isNote(name)) return name.text
  return atomText(name)
}

/** Keys are of values that cannot change. */
const never: ModelAt = () => {
  throw new RangeError('trace: a key that can change')
}
