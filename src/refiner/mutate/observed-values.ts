import type { CheckResult } from '../../core/execution.ts'
import { spanKey } from '../../core/span.ts'
import type { Changed, Step, ValueView } from '../../core/trace.ts'
import type { SyntaxTree } from '../../syntax/python.ts'
import { nodeAt } from '../../syntax/python.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { Value } from './evaluate.ts'
import { unknown } from './evaluate.ts'

/** A value that a sub-expression had. */
export interface PartValue {
  readonly from: number
  readonly to: number
  readonly value: Value
}

/** One evaluation of a condition or expression in a run: what was known around it, and what came out. */
export interface Sight {
  readonly names: ReadonlyMap<string, Value>
  /** Sub-expressions of the same statement by their text, each as it was evaluated last. */
  readonly parts: ReadonlyMap<string, PartValue>
  readonly result: Value
}

/** Every evaluation of each condition and expression that the trace of one check shows, by `from-to` of its place. */
export type Sights = ReadonlyMap<string, readonly Sight[]>

export const placeOf = ({ from, to }: { readonly from: number; readonly to: number }): string => `${from}-${to}`

/** `undefined` where the trace does not show the whole run: then nothing can be said of what it leaves out. */
export const sightsOf = (tree: SyntaxTree, { trace, outcome }: CheckResult): Sights | undefined => {
  if (trace === undefined || trace.level !== 'full') return undefined
  // a run that was stopped for its length repeats itself: its head speaks for the rest
  if (trace.truncated !== undefined && outcome.kind !== 'exceeded') return undefined
  // frames of generators take turns at one depth, where they cannot be told apart
  if (trace.steps.some(({ kind }) => kind === 'yield')) return undefined
  return readSights(tree, trace.steps, outcome.kind === 'exceeded' ? enough : Infinity)
}

interface Frame {
  names: ReadonlyMap<string, Value>
  parts: ReadonlyMap<string, PartValue>
  /** The statement under way, with the changes that hold once it is done: a `line` step tells them at its start. */
  pending: { readonly from: number; readonly to: number; readonly changed: Changed } | undefined
}

const freshFrame = (): Frame => ({ names: new Map(), parts: new Map(), pending: undefined })

/** Sights of one place that are kept of a run that does not end. */
const enough = 300

const readSights = (tree: SyntaxTree, steps: readonly Step[], most: number): Sights => {
  const sights = new Map<string, Sight[]>()
  const frames: Frame[] = []
  const place = placer(tree)
  for (const step of steps) {
    const { from, to, text } = place(step)
    if (step.kind === 'call') frames[step.depth] = { ...freshFrame(), names: changed(new Map(), step.changed) }
    const frame = (frames[step.depth] ??= freshFrame())
    settle(frame, step.kind === 'line' || from < (frame.pending?.from ?? 0) || to > (frame.pending?.to ?? 0))
    if (step.kind === 'line') frame.pending = { from, to, changed: step.changed }
    if (step.kind === 'line' || step.kind === 'iterate') frame.parts = new Map()
    if (step.kind === 'iterate') frame.names = changed(frame.names, step.changed)
    if (step.kind !== 'value' && step.kind !== 'branch') continue
    const result: Value = step.kind === 'value' ? valueOf(step.value) : { kind: 'bool', truth: step.taken }
    const sight = { names: frame.names, parts: frame.parts, result }
    const known = sights.get(placeOf({ from, to }))
    if (known === undefined) sights.set(placeOf({ from, to }), [sight])
    else if (known.length < most) known.push(sight)
    if (step.kind === 'value') frame.parts = new Map(frame.parts).set(text, { from, to, value: result })
  }
  return sights
}

const settle = (frame: Frame, isOver: boolean): void => {
  if (frame.pending === undefined || !isOver) return
  frame.names = changed(frame.names, frame.pending.changed)
  frame.pending = undefined
}

/** Where steps stand in the text; a trace repeats the same few places. */
const placer = (tree: SyntaxTree): ((step: Step) => SyntaxNode) => {
  const nodes = new Map<string, SyntaxNode>()
  return ({ at }) => {
    const key = spanKey(at)
    const node = nodes.get(key) ?? nodeAt(tree, at)
    nodes.set(key, node)
    return node
  }
}

const changed = (names: ReadonlyMap<string, Value>, views: Changed): ReadonlyMap<string, Value> => {
  const entries = Object.entries(views)
  return entries.length === 0
    ? names
    : new Map([...names, ...entries.map(([name, view]) => [name, valueOf(view)] as const)])
}

/** Containers can change behind the name that shows them, so that only what cannot is taken as known. */
const valueOf = ({ type, text }: ValueView): Value => {
  if (type === 'int' && /^-?\d{1,15}$/.test(text)) return { kind: 'number', number: Number(text) }
  if (type === 'bool') return { kind: 'bool', truth: text === 'True' }
  if (type === 'NoneType') return { kind: 'none' }
  if (type === 'str' && /^'[^'\\]*'$/.test(text) && !text.includes('…'))
    return { kind: 'string', text: text.slice(1, -1) }
  return unknown
}
