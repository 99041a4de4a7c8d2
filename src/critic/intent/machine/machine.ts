import type { SyntaxNode } from '../../../syntax/syntax-node.ts'
import type { Predicate } from '../language/logical-form.ts'
import type { PyPatch, Value } from './value.ts'
import { PyError } from './value.ts'

/** What the programs of this machine see: the vision calls over one imagined world. */
export interface Sight {
  find(patch: PyPatch, name: string): readonly PyPatch[]
  verify(patch: PyPatch, name: string, property: string): boolean
  query(patch: PyPatch, question: string): string
  match(patch: PyPatch, options: readonly string[]): number
  depth(patch: PyPatch): number
  open(image: number): PyPatch
  /** Is that true of what the patch shows? */
  is(patch: PyPatch, predicate: Predicate): boolean
}

/** One evaluation of the program with something else in one place: what-if. */
export interface Swap {
  readonly node: SyntaxNode
  readonly run: Run
}

/** The state of the run that is going on. */
export interface Machine {
  steps: number
  /** The work of all runs so far. */
  spent: number
  sight: Sight
  swap: Swap | undefined
  /** The statement that ran last, for blame of what was raised. */
  at: SyntaxNode | undefined
  /** Statements that ran. */
  readonly seen: Set<SyntaxNode>
  readonly globals: Frame
}

export interface Frame {
  readonly names: Map<string, Value>
  readonly up: Frame | undefined
  /** Names that `nonlocal` and `global` hand to a frame above. */
  outer?: Set<string>
}

export type Run = (frame: Frame) => Value

const stepLimit = 10_000

/** Counts work; a program that goes on for too long has no answer. */
export const tick = (machine: Machine): void => {
  if (++machine.steps > stepLimit) throw new PyError('TimeoutError', 'the program does not come to an end')
}

export const lookUp = (frame: Frame, name: string): Value => {
  for (let at: Frame | undefined = frame; at !== undefined; at = at.up) {
    const value = at.names.get(name)
    if (value !== undefined) return value
  }
  throw new PyError('NameError', `name '${name}' is not defined`)
}

/** Gives a name its value, in the frame that owns it. */
export const assign = (frame: Frame, name: string, value: Value): void => {
  let at = frame
  if (frame.outer?.has(name) === true)
    for (let up = frame.up; up !== undefined; up = up.up)
      if (up.names.has(name)) {
        at = up
        break
      }
  at.names.set(name, value)
}
