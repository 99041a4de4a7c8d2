import type { Changed, Step, Trace } from '../core/trace.ts'
import { comparePositions } from '../core/span.ts'
import { ancestors, child } from './syntax-node.ts'
import type { SyntaxNode } from './syntax-node.ts'
import type { UnitTable } from './unit-table.ts'

/** One run of one unit, with what it depended on: indices of earlier instances. */
export interface Instance {
  readonly unit: SyntaxNode
  /** Ids of its first and last step. */
  readonly first: number
  readonly last: number
  /** Where the variables that it read were last set, and the condition that let it run. */
  readonly inputs: readonly number[]
  /** The returns and yields of the calls made in it. */
  readonly results: readonly number[]
  /** For the entry of a function: the instance that made the call. */
  readonly caller: number | undefined
}

export interface DependenceGraph {
  readonly instances: readonly Instance[]
  /** The instance that a step belongs to. */
  instanceAt(stepId: number): number | undefined
}

interface OpenInstance extends Instance {
  last: number
  readonly results: number[]
}

/** One activation of a function, kept after it ends: a generator goes on in it later. */
interface Frame {
  current: number | undefined
  readonly entry: number | undefined
  readonly defined: Map<string, number>
  /** The last instance of each unit. */
  readonly latest: Map<SyntaxNode, number>
  /** Which object each variable holds, where the trace tells. */
  readonly identities: Map<string, number>
  /** Yields into this frame that its next step will say who takes. */
  yields: { readonly of: number; readonly to: number | undefined }[]
}

interface Building {
  readonly table: UnitTable
  readonly instances: OpenInstance[]
  /** By depth: the frame that ran last. */
  readonly active: (Frame | undefined)[]
  /** By depth and function: where a generator that yielded goes on. */
  readonly frames: Map<SyntaxNode | undefined, Frame>[]
  /** The last definition of a name anywhere, for variables of the module and of outer functions. */
  readonly shared: Map<string, number>
  /** The last change of an object. */
  readonly mutated: Map<number, number>
}

/**
 * The dynamic dependence graph of a run (Agrawal, Horgan: Dynamic program slicing, 1990), in one pass over its steps.
 * Values that move through objects are followed by the identities and the changes that the trace saw; where steps were
 * left out, the last definition that is left stands for the missing ones.
 */
export const dependenceGraph = (table: UnitTable, { steps }: Trace): DependenceGraph => {
  const building: Building = {
    table,
    instances: [],
    active: [],
    frames: [],
    shared: new Map(),
    mutated: new Map(),
  }
  const owner = new Map<number, number>()
  for (const step of steps) {
    const unit = table.unitAt(step.at)
    if (unit === undefined) continue
    const index = step.kind === 'call' ? enter(building, step, unit) : proceed(building, step, unit)
    building.instances[index]!.last = step.id
    owner.set(step.id, index)
  }
  return { instances: building.instances, instanceAt: (stepId) => owner.get(stepId) }
}

const open = (building: Building, unit: SyntaxNode, step: Step, rest: Partial<Instance>): number =>
  building.instances.push({
    unit,
    first: step.id,
    last: step.id,
    inputs: [],
    caller: undefined,
    ...rest,
    results: [],
  }) - 1

const enter = (building: Building, step: Step & { readonly kind: 'call' }, unit: SyntaxNode): number => {
  const definition = child(unit, 'definition') ?? unit
  const caller = callerOf(building, step.depth)?.current
  const index = open(building, definition, step, { caller })
  const frame = newFrame(index)
  framesAt(building, step.depth).set(definition, frame)
  building.active[step.depth] = frame
  note(building, step.changed, frame)
  return index
}

/** The frame below; for a function that the module calls, which has the module's own depth, the module's. */
const callerOf = (building: Building, depth: number): Frame | undefined => {
  if (depth > 0) return building.active[depth - 1]
  const module = building.frames[0]?.get(undefined)
  const unit = module?.current === undefined ? undefined : building.instances[module.current]!.unit
  return unit === undefined || /definition$|^(future_)?import/.test(unit.kind) ? undefined : module
}

const framesAt = (building: Building, depth: number): Map<SyntaxNode | undefined, Frame> =>
  (building.frames[depth] ??= new Map())

const proceed = (building: Building, step: Step, unit: SyntaxNode): number => {
  const frame = frameOf(building, step, unit)
  const isTurn = step.kind === 'iterate' && isForTurn(step, unit)
  const { current } = frame
  const goesOn = current !== undefined && building.instances[current]!.unit === unit
  const index = goesOn && step.kind !== 'line' && !isTurn ? current : begin(building, frame, step, unit)
  // a `for` takes the yields in its next turn, any other statement in the run that was under way
  for (const { of, to } of frame.yields) building.instances[isTurn ? index : (to ?? index)]!.results.push(of)
  frame.yields = []
  // what a turn shows of other names was changed before it
  if (step.kind === 'line') note(building, step.changed, frame)
  else if (step.kind === 'iterate') note(building, turnTargets(building, step.changed, unit), frame)
  if (step.kind === 'yield' || step.kind === 'return') give(building, step, index)
  return index
}

const turnTargets = ({ table }: Building, changed: Changed, unit: SyntaxNode): Changed => {
  const { binds } = table.variablesOf(unit)
  return Object.fromEntries(Object.entries(changed).filter(([name]) => binds.some((bound) => bound.name === name)))
}

const frameOf = (building: Building, step: Step, unit: SyntaxNode): Frame => {
  // what a function gives at its end has the place of its last statement or of its own head
  const running = step.kind === 'return' ? building.active[step.depth] : undefined
  if (running !== undefined) return running
  const frames = framesAt(building, step.depth)
  const definition = runsIn(unit)
  const frame = frames.get(definition) ?? newFrame(undefined)
  frames.set(definition, frame)
  building.active[step.depth] = frame
  return frame
}

/** The function whose frame runs the unit; `undefined` for the module. */
const runsIn = (unit: SyntaxNode): SyntaxNode | undefined => {
  for (const each of ancestors(unit)) if (each.kind === 'function_definition') return each
  return undefined
}

/** A turn of the statement itself, not of a comprehension in its head. */
const isForTurn = ({ at }: Step, unit: SyntaxNode): boolean =>
  unit.kind === 'for_statement' && comparePositions(at.from, child(unit, 'left')!.span.from) === 0

const begin = (building: Building, frame: Frame, step: Step, unit: SyntaxNode): number => {
  // a later turn of a `for` draws from what its first one evaluated
  const before = step.kind === 'iterate' ? frame.latest.get(unit) : undefined
  const inputs = inputsOf(building, unit, frame)
  const index = open(building, unit, step, { inputs: before === undefined ? inputs : [...inputs, before] })
  const { binds, touches } = building.table.variablesOf(unit)
  for (const { name } of binds) define(building, name, frame, index)
  for (const { name } of touches) {
    define(building, name, frame, index)
    const identity = frame.identities.get(name)
    if (identity !== undefined) building.mutated.set(identity, index)
  }
  frame.current = index
  frame.latest.set(unit, index)
  return index
}

const inputsOf = ({ table, shared, mutated }: Building, unit: SyntaxNode, frame: Frame): readonly number[] => {
  const inputs = new Set<number | undefined>()
  for (const { name, local } of table.variablesOf(unit).reads) {
    inputs.add((local ? frame.defined.get(name) : undefined) ?? shared.get(name))
    const identity = frame.identities.get(name)
    if (identity !== undefined) inputs.add(mutated.get(identity))
  }
  const deciders = table.decidersOf(unit).flatMap((each) => frame.latest.get(each) ?? [])
  inputs.add(deciders.length === 0 ? frame.entry : Math.max(...deciders))
  return [...inputs].filter((each) => each !== undefined)
}

const define = ({ shared }: Building, name: string, frame: Frame, index: number): void => {
  frame.defined.set(name, index)
  shared.set(name, index)
}

/** What a step saw change was changed by the instance that runs in the frame. */
const note = (building: Building, changed: Changed, frame: Frame): void => {
  for (const [name, { identity }] of Object.entries(changed)) {
    define(building, name, frame, frame.current!)
    if (identity === undefined) frame.identities.delete(name)
    else {
      if (frame.identities.get(name) === identity) building.mutated.set(identity, frame.current!)
      frame.identities.set(name, identity)
    }
  }
}

const give = (building: Building, step: Step, index: number): void => {
  const caller = callerOf(building, step.depth)
  if (caller === undefined) return
  if (step.kind === 'yield') caller.yields.push({ of: index, to: caller.current })
  else if (caller.current !== undefined) building.instances[caller.current]!.results.push(index)
}

const newFrame = (entry: number | undefined): Frame => ({
  current: entry,
  entry,
  defined: new Map(),
  latest: new Map(),
  identities: new Map(),
  yields: [],
})
