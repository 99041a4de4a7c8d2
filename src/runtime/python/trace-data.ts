import type { ValueView } from '../../core/trace.ts'
import type { Marshalled } from './marshal.ts'
import { bind, settle, takePending } from './trace-frame.ts'
import type { Frame } from './trace-frame.ts'
import { Flag, Kind, countOf } from './trace-tables.ts'
import type { Site } from './trace-tables.ts'
import { begin, frameOf, needed, push, reach } from './trace-walk.ts'
import type { Event, Walk } from './trace-walk.ts'
import { isModel } from './value-model.ts'
import { viewOf } from './value-text.ts'

export const beginning = (walk: Walk, { site }: Event): void => {
  const frame = frameOf(walk, site)
  for (const each of walk.relations.loops.get(site.statement) ?? []) frame.turns.delete(each)
  begin(walk, frame, site.statement)
}

export const line = (walk: Walk, { site, payload }: Event): void => {
  const frame = reach(walk, site)
  bindAll(walk, frame, site, payload)
  const view = frame.bindings.get(site.names[0] ?? '')?.view
  if ((site.flags & Flag.leaf) !== 0 && view) push(walk, site.leaf, { kind: 'value', value: view })
}

export const bindAll = ({ heap }: Walk, frame: Frame, site: Site, shots: readonly Marshalled[]): void => {
  const fresh = (site.flags & Flag.fresh) !== 0
  for (const [index, shot] of shots.entries()) bind(frame, site.names[index] ?? '', heap.install(shot, fresh))
}

export const value = (walk: Walk, { site, payload }: Event): void => {
  const frame = reach(walk, site)
  const part = walk.heap.picture(needed(payload[0]), (site.flags & Flag.fresh) !== 0)
  push(walk, site.at, { kind: 'value', value: viewOf(part) })
  touchAll(walk, frame, site, payload.slice(1))
}

/** A variable that an expression binds, or the objects that a call may have changed. */
export const bound = (walk: Walk, { site, payload }: Event): void => {
  const frame = reach(walk, site)
  if ((site.flags & Flag.touched) === 0) bindAll(walk, frame, site, payload)
  else touchAll(walk, frame, site, payload)
}

/** A name is empty where the object is not that of a variable but a part of one. */
const touchAll = ({ heap }: Walk, frame: Frame, { names }: Site, shots: readonly Marshalled[]): void => {
  for (const [index, shot] of shots.entries()) {
    const part = heap.install(shot)
    const name = names[index]
    if (name && isModel(part)) bind(frame, name, part)
  }
}

export const branch = (walk: Walk, { number, site }: Event): void => {
  const frame = reach(walk, site)
  push(walk, site.at, { kind: 'branch', taken: site.kind === Kind.taken })
  const choice = walk.relations.choices.get(number)
  if (choice) frame.marks.set(choice.number, choice.index + 1)
}

/** An `and`/`or` has its value: the operand that ended it made no event of its own, but for the last. */
export const chosen = (walk: Walk, { number, site, payload }: Event): void => {
  const frame = reach(walk, site)
  const operand = site.related.length / 2 + (frame.marks.get(number) ?? 0)
  const ended = walk.tables.sites[site.related[operand] ?? -1]
  if (ended) push(walk, ended.at, { kind: 'branch', taken: ended.kind === Kind.taken })
  frame.marks.delete(number)
  if ((site.flags & Flag.leaf) === 0) return
  push(walk, site.at, { kind: 'value', value: viewOf(walk.heap.picture(needed(payload[0]))) })
}

export const iterate = (walk: Walk, event: Event): void => {
  if ((event.site.flags & Flag.inner) !== 0) return turnInside(walk, event)
  const { number, site, payload } = event
  const frame = frameOf(walk, site)
  if ((site.flags & Flag.tested) !== 0) push(walk, site.at, { kind: 'branch', taken: true })
  settle(frame, walk.heap)
  const changed = takePending(frame)
  frame.current = { id: walk.nextId, at: site.at, changed }
  frame.statement = -1
  bindAll(walk, frame, site, payload)
  push(walk, site.at, { kind: 'iterate', iteration: turn(walk, frame, number), changed })
}

/** The variables of a comprehension are its own: they are told, but do not become those of the function. */
const turnInside = (walk: Walk, { number, site, payload }: Event): void => {
  const frame = reach(walk, site)
  const changed: Record<string, ValueView> = {}
  for (const [index, shot] of payload.entries()) changed[site.names[index] ?? ''] = viewOf(walk.heap.picture(shot))
  push(walk, site.at, { kind: 'iterate', iteration: turn(walk, frame, number), changed })
}

const turn = (walk: Walk, frame: Frame, number: number): number => {
  restart(walk, frame, number)
  const iteration = (frame.turns.get(number) ?? 0) + 1
  frame.turns.set(number, iteration)
  return iteration
}

/**
 * A tool has answered: the next step is that of the call expression. At level `line` expressions have none, and the
 * statement has been begun, but where the condition of a loop is tested once more.
 */
export const toolCalled = ({ level, stack, nextId, toolSteps }: Walk, { payload }: Event): void => {
  const [call, line] = [countOf(payload[0]), countOf(payload[1])]
  const current = level === 'line' ? stack.top()?.current : undefined
  const isOfStatement = current && current.at.from.line <= line && line <= current.at.to.line
  toolSteps.set(call, isOfStatement ? current.id : nextId)
}

export const loop = (walk: Walk, { number, site }: Event): void => restart(walk, reach(walk, site), number)

const restart = ({ relations }: Walk, frame: Frame, number: number): void => {
  for (const each of relations.inner.get(number) ?? []) frame.turns.delete(each)
}

export const unbind = (walk: Walk, { site }: Event): void => {
  const frame = reach(walk, site)
  for (const name of site.names) frame.bindings.delete(name)
}

/**
 * The object of a variable changed, or a part of it: a snapshot of the variable, or of that part and 0, or what was set
 * in an object that was told before (`SET_ITEM` and its fellows of views.py).
 */
export const change = (walk: Walk, { site, payload }: Event): void => {
  const frame = reach(walk, site)
  const isDelta = payload.length > 2
  const part = walk.heap.install(isDelta ? { kind: 'tuple', items: payload } : needed(payload[0]))
  const isWhole = payload.length !== 2 && (site.flags & Flag.deep) === 0
  if (isWhole && isModel(part)) bind(frame, site.names[0] ?? '', part)
}
