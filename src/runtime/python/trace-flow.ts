import type { Span } from '../../core/span.ts'
import type { ValueView } from '../../core/trace.ts'
import type { Marshalled } from './marshal.ts'
import { bind, createFrame, settle } from './trace-frame.ts'
import type { Frame } from './trace-frame.ts'
import { Flag, Kind, textOf, tupleOf } from './trace-tables.ts'
import type { Site } from './trace-tables.ts'
import { begin, frameOf, needed, push, reach } from './trace-walk.ts'
import type { Event, Walk } from './trace-walk.ts'
import { viewOf } from './value-text.ts'

export const call = (walk: Walk, { site, payload }: Event): void => {
  const framed = (site.flags & Flag.framed) !== 0
  const frame = createFrame(site.function)
  if (framed) walk.stack.resume(tupleOf(payload[0]), frame)
  else walk.stack.enter(frame)
  const changed: Record<string, ValueView> = {}
  const name = walk.tables.functions[site.function]?.name ?? ''
  frame.current = { id: walk.nextId, at: site.at, changed }
  frame.clock = walk.heap.clock
  for (const [index, shot] of payload.slice(framed ? 1 : 0).entries()) {
    // what a constructor is given first was made just now
    bind(frame, site.names[index] ?? '', walk.heap.install(shot, name === '__init__' && index === 0))
  }
  push(walk, site.at, { kind: 'call', name, changed })
}

export const giveBack = (walk: Walk, { site, payload }: Event): void => {
  const placed = (site.flags & Flag.unplaced) === 0
  const frame = placed ? reach(walk, site) : frameOf(walk, site)
  const view = viewOf(walk.heap.install(payload[0] ?? null, (site.flags & Flag.fresh) !== 0))
  if ((site.flags & Flag.leaf) !== 0) push(walk, site.leaf, { kind: 'value', value: view })
  settle(frame, walk.heap)
  push(walk, placed ? site.at : (frame.current?.at ?? site.at), { kind: 'return', value: view })
  if (site.kind === Kind.return) walk.stack.leave()
}

export const yielded = (walk: Walk, { site, payload }: Event): void => {
  const frame = reach(walk, site)
  const view = viewOf(walk.heap.install(needed(payload[0])))
  settle(frame, walk.heap)
  push(walk, site.at, { kind: 'yield', value: view })
  walk.stack.suspend()
}

export const resume = (walk: Walk, { site, payload }: Event): void => {
  walk.stack.resume(tupleOf(payload[0]), createFrame(site.function))
  const top = walk.stack.top()
  if (top) top.delegating = false
}

export const delegate = (walk: Walk, { site }: Event): void => {
  reach(walk, site).delegating = true
}

export const enter = ({ stack }: Walk, { site }: Event): void => void stack.enter(createFrame(site.function))

export const leave = (walk: Walk, { site }: Event): void => {
  settle(frameOf(walk, site), walk.heap)
  walk.stack.leave()
}

export const pop = ({ stack }: Walk, { site }: Event): void => {
  stack.running(site.function)
  stack.leave()
}

/** An exception leaves a function or a block, or is caught. */
export const raised = (walk: Walk, { site, payload }: Event): void => {
  const framed = (site.flags & Flag.framed) !== 0
  if (framed) walk.stack.resume(tupleOf(payload[0]), createFrame(site.function))
  const [line, column, endLine, endColumn, address, text] = framed ? payload.slice(1) : payload
  const frame = frameOf(walk, site)
  const error = textOf(text)
  const at = walk.tables.spanOf([line, column, endLine, endColumn])
  // thrown in to end a generator that nobody wants more of, or from outside to stop the program
  if (error !== 'GeneratorExit' && error !== '') seen(walk, frame, site, { at, address: address ?? null, error })
  if (site.kind === Kind.raise) walk.stack.leave()
}

interface Seen {
  readonly at: Span
  readonly address: Marshalled
  readonly error: string
}

/** The same exception at the same place is one step, though a block and then the function saw it. */
const seen = (walk: Walk, frame: Frame, site: Site, { at, address, error }: Seen): void => {
  const { line, column } = at.from
  const caught = site.kind === Kind.caught
  const before = frame.lastRaised?.at === at ? frame.lastRaised : undefined
  if (before?.address === address) {
    if (caught) Object.assign(before.step, { caught })
    return
  }
  const statement = line === 0 ? -1 : walk.find(site.function, at.from, frame.statement)
  // what several `except*` clauses share came up once
  if (statement >= 0 && statement !== frame.statement && !before) begin(walk, frame, statement)
  else settle(frame, walk.heap)
  const place = column > 0 ? at : (walk.tables.statements[statement] ?? frame.current?.at ?? site.at)
  frame.lastRaised = { address, at, statement, step: push(walk, place, { kind: 'raise', error, caught }) }
}
