import type { Span } from '../../core/span.ts'
import type { Step } from '../../core/trace.ts'
import type { Marshalled } from './marshal.ts'
import { settle, takePending } from './trace-frame.ts'
import type { Frame } from './trace-frame.ts'
import { statementFinder } from './trace-places.ts'
import type { StatementFinder } from './trace-places.ts'
import { createFrameStack } from './trace-stack.ts'
import type { FrameStack } from './trace-stack.ts'
import { createFrame } from './trace-frame.ts'
import { Flag, Kind } from './trace-tables.ts'
import type { Site, TraceTables } from './trace-tables.ts'
import { createHeap } from './heap.ts'
import type { Heap } from './heap.ts'

/** What is known while the events of a run are turned into its steps, one after the other. */
export interface Walk {
  readonly tables: TraceTables
  readonly steps: Step[]
  readonly heap: Heap
  readonly stack: FrameStack
  readonly find: StatementFinder
  readonly relations: Relations
  /** By statement, how often it ran. */
  readonly statements: number[]
  nextId: number
  readonly level: 'line' | 'full'
  /** By number of a call of a tool: the id of the step that tells of it, or will. */
  readonly toolSteps: Map<number, number>
}

/** How sites belong together. */
interface Relations {
  /** By statement: the ITERATE sites of a loop. */
  readonly loops: ReadonlyMap<number, readonly number[]>
  /** By LOOP or ITERATE site of a comprehension: the ITERATE sites in it, which begin anew with it. */
  readonly inner: ReadonlyMap<number, readonly number[]>
  /** By TAKEN or NOT_TAKEN site of an operand: the `and`/`or` that it is in, and which operand it is. */
  readonly choices: ReadonlyMap<number, { readonly number: number; readonly index: number }>
}

export interface Event {
  readonly number: number
  readonly site: Site
  readonly payload: readonly Marshalled[]
}

export const createWalk = (tables: TraceTables, level: Walk['level']): Walk => ({
  tables,
  steps: [],
  heap: createHeap(),
  stack: createFrameStack(),
  find: statementFinder(tables),
  relations: relationsOf(tables.sites),
  statements: tables.statements.map(() => 0),
  nextId: 0,
  level,
  toolSteps: new Map(),
})

type Body = Step extends infer Each ? (Each extends Step ? Omit<Each, 'id' | 'at' | 'depth'> : never) : never

export const push = (walk: Walk, at: Span, body: Body): Step => {
  const step = { id: walk.nextId, at, depth: Math.max(0, walk.stack.size - 1), ...body } as Step
  walk.nextId += 1
  walk.steps.push(step)
  return step
}

export const frameOf = ({ stack }: Walk, { function: owner, flags }: Site): Frame =>
  (flags & Flag.floats) === 0 ? stack.running(owner) : (stack.top() ?? stack.enter(createFrame(owner)))

/** Starts a statement in the frame: a `line` step, whose changes are told later. */
export const begin = (walk: Walk, frame: Frame, statement: number): void => {
  settle(frame, walk.heap)
  const at = walk.tables.statements[statement]
  if (at === undefined) throw new RangeError('trace: unknown statement')
  const changed = takePending(frame)
  const { id } = push(walk, at, { kind: 'line', changed })
  frame.statement = statement
  frame.current = { id, at, changed }
  if (frame.lastRaised?.statement === statement) frame.lastRaised = undefined
  frame.marks.clear()
  walk.statements[statement] = (walk.statements[statement] ?? 0) + 1
}

/** The frame of an event, with the statement begun that the event belongs to. */
export const reach = (walk: Walk, site: Site): Frame => {
  const frame = frameOf(walk, site)
  const starts = site.statement >= 0 && (site.flags & (Flag.floats | Flag.again)) === 0
  if (starts && frame.statement !== site.statement) begin(walk, frame, site.statement)
  return frame
}

export const needed = (value: Marshalled | undefined): Marshalled => {
  if (value === undefined) throw new RangeError('trace: a value is missing')
  return value
}

const relationsOf = (sites: readonly Site[]): Relations => {
  const loops = new Map<number, number[]>()
  const inner = new Map<number, number[]>()
  const choices = new Map<number, { number: number; index: number }>()
  for (const [number, { kind, flags, statement, related }] of sites.entries()) {
    if (kind === Kind.iterate && (flags & Flag.inner) === 0) add(loops, statement, number)
    if (kind === Kind.iterate && (flags & Flag.inner) !== 0) add(inner, related[0] ?? -1, number)
    if (kind !== Kind.chosen) continue
    for (const [index, mark] of related.slice(0, related.length / 2).entries()) choices.set(mark, { number, index })
  }
  return { loops, inner, choices }
}

const add = (table: Map<number, number[]>, key: number, number: number): void => {
  const known = table.get(key)
  if (known) known.push(number)
  else table.set(key, [number])
}
