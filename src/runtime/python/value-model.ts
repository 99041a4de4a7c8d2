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
} as const

/** A value with parts, as far as the trace has told it. That of a mutable object changes as the program changes the object. */
export interface Model {
  readonly kind: 'model'
  readonly form: number
  readonly type: string
  /** 0 for what cannot change. */
  readonly identity: number
  /** Items; names or keys and values in turn for `dict` and `object`. */
  parts: Part[]
  length: number
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

/** Something is left out here. */
export const isGap = (part: Part | undefined): boolean => isNote(part) && part.form === Form.more

/** The objects of a run, by the address at which they lie at the moment. */
export interface Heap {
  /** Counts changes of objects. */
  readonly clock: number
  /** A snapshot as a model that later changes reach. `fresh`: the object did not exist before. */
  install(shot: Marshalled, fresh?: boolean): Part
  /** A snapshot as it is, for one view. */
  picture(shot: Marshalled, fresh?: boolean): Part
  /** The object at this address, if it is as long as it must be after `grown` items came to it. */
  find(address: Marshalled, length: number, grown: number): Model | undefined
  changed(): void
}

interface Resident {
  readonly type: string
  readonly identity: number
  model?: Model
}

export const createHeap = (): Heap => {
  const residents = new Map<Marshalled, Resident>()
  let identities = 0
  let clock = 0

  const residentAt = (address: Marshalled, type: string, fresh: boolean): Resident => {
    const known = residents.get(address)
    if (known?.type === type && !fresh) return known
    const resident = { type, identity: ++identities }
    residents.set(address, resident)
    return resident
  }

  const convert = (
    shot: Marshalled,
    options: { keep: boolean; fresh: boolean },
    here: Map<Marshalled, Model>,
  ): Part => {
    if (!isTuple(shot)) return shot
    const [form, ...rest] = tupleOf(shot)
    if (form === Form.again) return here.get(rest[0] ?? null) ?? more('')
    if (form === Form.more) return more(textOf(rest[0]))
    if (form === Form.text) return { kind: 'note', form, type: textOf(rest[0]), text: textOf(rest[1]) }
    if (form === Form.cut) return cutNote(rest)
    const model = modelFor(countOf(form), rest, options, here)
    const inner = { keep: options.keep, fresh: false }
    model.parts = listOf(rest.at(-2)).map((each) => convert(each, inner, here))
    model.length = countOf(rest.at(-1))
    return model
  }

  const modelFor = (
    form: number,
    rest: readonly Marshalled[],
    { keep, fresh }: { keep: boolean; fresh: boolean },
    here: Map<Marshalled, Model>,
  ): Model => {
    if (form > Form.call) throw new RangeError('trace: a snapshot of unknown form')
    const type = textOf(rest.at(-3))
    const address = rest.length === 4 ? (rest[0] ?? null) : 0
    if (address === 0) return { kind: 'model', form, type, identity: 0, parts: [], length: 0 }
    const resident = residentAt(address, type, fresh)
    const known = keep && resident.model?.form === form ? resident.model : undefined
    const model = known ?? { kind: 'model', form, type, identity: resident.identity, parts: [], length: 0 }
    if (keep) resident.model = model
    here.set(address, model)
    return model
  }

  return {
    get clock() {
      return clock
    },
    install: (shot, fresh = false) => {
      if (isTuple(shot)) clock += 1
      return convert(shot, { keep: true, fresh }, new Map())
    },
    picture: (shot, fresh = false) => convert(shot, { keep: false, fresh }, new Map()),
    find: (address, length, grown) => {
      const model = residents.get(address)?.model
      return model && (length === 0 || model.length === length || model.length + grown === length) ? model : undefined
    },
    changed: () => void (clock += 1),
  }
}

const isTuple = (shot: Marshalled): boolean =>
  typeof shot === 'object' && shot !== null && 'kind' in shot && shot.kind === 'tuple'

const more = (type: string): Note => ({ kind: 'note', form: Form.more, type, text: '…' })

const cutNote = ([type, head, tail, length]: readonly Marshalled[]): Note => ({
  kind: 'note',
  form: Form.cut,
  type: textOf(type),
  text: `${atomText(head ?? null).slice(0, -1)}…${atomText(tail ?? null).replace(/^b?['"]/, '')}`,
  length: countOf(length),
})
