import type { Span } from '../../core/span.ts'
import type { Step, ValueView } from '../../core/trace.ts'
import type { Marshalled } from './marshal.ts'
import type { Heap } from './heap.ts'
import type { Part } from './value-model.ts'
import { isModel, latestClock } from './value-model.ts'
import { viewOf } from './value-text.ts'

/** A step whose changes are not all known yet. */
export interface OpenStep {
  readonly id: number
  readonly at: Span
  readonly changed: Record<string, ValueView>
}

interface Binding {
  readonly part: Part
  readonly view: ValueView
}

interface Raised {
  readonly address: Marshalled
  readonly at: Span
  readonly statement: number
  readonly step: Step
}

/** One activation of a function. */
export interface Frame {
  readonly function: number
  /** That of the interpreter's frame, for generators and coroutines. */
  id: Marshalled | undefined
  /** The statement that runs, -1 between two. */
  statement: number
  current: OpenStep | undefined
  /** Changes that no step has told yet. */
  pending: Record<string, ValueView>
  readonly bindings: Map<string, Binding>
  /** By site, how many turns its loop has made. */
  readonly turns: Map<number, number>
  /** By site of an `and`/`or`, how many of its operands let it go on. */
  readonly marks: Map<number, number>
  /** It waits for another generator or coroutine. */
  delegating: boolean
  /** The exception that was last seen here, until the statement runs again in which it came up. */
  lastRaised: Raised | undefined
  clock: number
}

export const createFrame = (owner: number, id?: Marshalled): Frame => ({
  function: owner,
  id,
  statement: -1,
  current: undefined,
  pending: {},
  bindings: new Map(),
  turns: new Map(),
  marks: new Map(),
  delegating: false,
  lastRaised: undefined,
  clock: 0,
})

/** The variable has this value now: told as a change where it differs. */
export const bind = (frame: Frame, name: string, part: Part): void => {
  const before = frame.bindings.get(name)
  const view = viewOf(part)
  frame.bindings.set(name, { part, view })
  if (before === undefined || !sameView(before.view, view)) (frame.current?.changed ?? frame.pending)[name] = view
}

/** Tells what objects of this frame's variables were changed meanwhile, wherever that was done. */
export const settle = (frame: Frame, heap: Heap): void => {
  const since = frame.clock
  if (since === heap.clock) return
  frame.clock = heap.clock
  for (const [name, { part, view }] of frame.bindings) {
    if (!isModel(part) || latestClock(part) <= since) continue
    const now = viewOf(part)
    if (sameView(view, now)) continue
    frame.bindings.set(name, { part, view: now })
    ;(frame.current?.changed ?? frame.pending)[name] = now
  }
}

/** The changes that no step has told yet, which a new step takes over. */
export const takePending = (frame: Frame): Record<string, ValueView> => {
  const taken = frame.pending
  frame.pending = {}
  return taken
}

const sameView = (a: ValueView, b: ValueView): boolean =>
  a.text === b.text &&
  a.type === b.type &&
  a.identity === b.identity &&
  a.length === b.length &&
  sameNumbers(a.objects, b.objects)

const sameNumbers = (a: ValueView['objects'], b: ValueView['objects']): boolean =>
  a === b || (a?.length === b?.length && a?.every((number, index) => number === b?.[index]) === true)
