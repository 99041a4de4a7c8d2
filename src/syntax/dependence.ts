import type { Changed, Step, Trace } from '../core/trace.ts'
import { ancestors, child } from './syntax-node.ts'
import type { SyntaxNode } from './syntax-node.ts'
import type { UnitTable, Variable } from './unit-table.ts'

/** One run of one unit, with what it depended on: indices of earlier instances. */
export interface Instance {
  readonly unit: SyntaxNode
  /** Ids of its first and last step. */
  readonly first: number
  readonly last: number
  /** Where the variables that it read were last set, and the conditions that let it run. */
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
  caller: number | undefined
  readonly inputs: number[]
  readonly results: number[]
}

/** One activation of a function, kept after it ends: a generator goes on in it later. */
interface Frame {
  current: number | undefined
  readonly entry: number | undefined
  readonly defined: Map<string, number>
  readonly latest: Map<SyntaxNode, number>
  readonly identities: Map<string, number>
  /** Calls entered, and results given, since the last step in this frame: the next step says in which unit. */
  entered: number[]
  given: number[]
}

/**
 * The dynamic dependence graph of a run (Agrawal, Horgan: Dynamic program slicing, 1990), in one pass over its steps.
 * Values that move through objects are followed by the identities and the changes that the trace saw; where steps were
 * left out, the last definition that is left stands for the missing ones.
 */
export const dependenceGraph = (table: UnitTable, { steps }: Trace): DependenceGraph => {
  const instances: OpenInstance[] = []
  const owner = new Map<number, number>()
  const active: Frame[] = []
  /** By depth and function: where a generator that yielded goes on. */
  const suspended: Map<SyntaxNode | undefined, Frame>[] = []
  const shared = new Map<string, number>()
  const mutated = new Map<number, number>()

  const inputsOf = (unit: SyntaxNode, frame: Frame): number[] => {
    const { reads } = table.variablesOf(unit)
    const found = reads.flatMap(({ name, local }) => [
      (local ? frame.defined.get(name) : undefined) ?? shared.get(name),
      mutated.get(frame.identities.get(name) ?? -1),
    ])
    const deciders = table.decidersOf(unit).flatMap((each) => frame.latest.get(each) ?? [])
    const control = deciders.length === 0 ? [frame.entry] : [Math.max(...deciders)]
    return [...new Set([...found, ...control])].filter((each) => each !== undefined)
  }

  const define = ({ name }: Variable, frame: Frame, index: number): void => {
    frame.defined.set(name, index)
    shared.set(name, index)
  }

  const begin = (unit: SyntaxNode, frame: Frame, step: Step): number => {
    // a later turn of a `for` draws from what its first one evaluated
    const before = step.kind === 'iterate' ? frame.latest.get(unit) : undefined
    const inputs = [...inputsOf(unit, frame), ...(before === undefined ? [] : [before])]
    const index = instances.push({ unit, first: step.id, last: step.id, inputs, results: [], caller: undefined }) - 1
    const { binds, touches } = table.variablesOf(unit)
    for (const variable of binds) define(variable, frame, index)
    for (const variable of touches) {
      define(variable, frame, index)
      const identity = frame.identities.get(variable.name)
      if (identity !== undefined) mutated.set(identity, index)
    }
    frame.current = index
    frame.latest.set(unit, index)
    return index
  }

  const note = (changed: Changed, frame: Frame, index: number): void => {
    for (const [name, { identity }] of Object.entries(changed)) {
      define({ name, local: true }, frame, index)
      if (identity === undefined) frame.identities.delete(name)
      else {
        if (frame.identities.get(name) === identity) mutated.set(identity, index)
        frame.identities.set(name, identity)
      }
    }
  }

  /** What was called since the last step in this frame was called by this instance. */
  const settle = (frame: Frame, index: number): void => {
    for (const entry of frame.entered) instances[entry]!.caller = index
    instances[index]!.results.push(...frame.given)
    frame.entered = []
    frame.given = []
  }

  const enter = (step: Step, definition: SyntaxNode): number => {
    const caller = active[step.depth - 1]?.current
    const index =
      instances.push({ unit: definition, first: step.id, last: step.id, inputs: [], results: [], caller }) - 1
    active[step.depth - 1]?.entered.push(index)
    const frame = newFrame(index)
    active[step.depth] = frame
    ;(suspended[step.depth] ??= new Map()).set(definition, frame)
    return index
  }

  const frameAt = (step: Step, definition: SyntaxNode | undefined): Frame => {
    const known = (suspended[step.depth] ??= new Map())
    const frame = known.get(definition) ?? newFrame(undefined)
    known.set(definition, frame)
    return (active[step.depth] = frame)
  }

  const run = (step: Step, unit: SyntaxNode): number => {
    const place = runsIn(unit)
    const frame = step.kind === 'return' ? (active[step.depth] ?? frameAt(step, place)) : frameAt(step, place)
    const goesOn = frame.current !== undefined && instances[frame.current]!.unit === unit && step.kind !== 'iterate'
    const index = goesOn ? frame.current! : begin(unit, frame, step)
    if ('changed' in step) note(step.changed, frame, index)
    settle(frame, index)
    if (step.kind === 'return' || step.kind === 'yield') active[step.depth - 1]?.given.push(index)
    return index
  }

  for (const step of steps) {
    const unit = table.unitAt(step.at)
    if (unit === undefined) continue
    const index = step.kind === 'call' ? enter(step, definitionOf(unit)) : run(step, unit)
    if (step.kind === 'call') note(step.changed, active[step.depth]!, index)
    instances[index]!.last = step.id
    owner.set(step.id, index)
  }
  return { instances, instanceAt: (stepId) => owner.get(stepId) }
}

const newFrame = (entry: number | undefined): Frame => ({
  current: entry,
  entry,
  defined: new Map(),
  latest: new Map(),
  identities: new Map(),
  entered: [],
  given: [],
})

const definitionOf = (unit: SyntaxNode): SyntaxNode => child(unit, 'definition') ?? unit

/** The function whose frame runs the unit; `undefined` for the module. */
const runsIn = (unit: SyntaxNode): SyntaxNode | undefined => {
  for (const each of ancestors(unit)) if (each.kind === 'function_definition') return each
  return undefined
}
