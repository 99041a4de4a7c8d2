import type { SyntaxTree } from '../../../syntax/python.ts'
import type { SyntaxNode } from '../../../syntax/syntax-node.ts'
import { builtinFrame } from './builtins.ts'
import type { Machine, Sight, Swap } from './machine.ts'
import { compileBlock } from './statement.ts'
import type { Value } from './value.ts'
import { PyDict, PyError, PyImage, Unread, noNames } from './value.ts'

/** How one imagined run ended. */
export type Ran =
  | { readonly kind: 'returned'; readonly value: Value; readonly seen: ReadonlySet<SyntaxNode> }
  | {
      readonly kind: 'raised'
      readonly error: string
      readonly at: SyntaxNode | undefined
      readonly seen: ReadonlySet<SyntaxNode>
    }
  | { readonly kind: 'unread'; readonly what: string }

/** A program that can be run over imagined worlds. */
export interface Runnable {
  readonly machine: Machine
  run(sight: Sight, swap?: Swap): Ran
}

/** Compiles `execute_command`. Throws `Unread` where the program uses what the machine does not know. */
export const runnable = (tree: SyntaxTree, input: 'image' | 'image_dict' | 'image_list'): Runnable => {
  const nowhere = undefined as unknown as Sight
  const machine: Machine = {
    steps: 0,
    spent: 0,
    sight: nowhere,
    swap: undefined,
    at: undefined,
    seen: new Set(),
    globals: builtinFrame(() => machine),
  }
  const module = compileBlock(tree.root, machine)
  const run = (sight: Sight, swap?: Swap): Ran => {
    machine.spent += machine.steps
    machine.steps = 0
    machine.sight = sight
    machine.swap = swap
    machine.seen.clear()
    // what ran is of interest where nothing was swapped
    const seen = (): ReadonlySet<SyntaxNode> => (swap === undefined ? new Set(machine.seen) : nothing)
    try {
      const frame = { names: new Map<string, Value>(), up: machine.globals }
      module(frame)
      const entry = frame.names.get('execute_command')
      if (typeof entry !== 'function') throw new PyError('NameError', "name 'execute_command' is not defined")
      return { kind: 'returned', value: entry([inputOf(input)], noNames), seen: seen() }
    } catch (error) {
      if (error instanceof Unread) return { kind: 'unread', what: error.message }
      const raised =
        error instanceof PyError
          ? `${error.kind}: ${error.message}`
          : error instanceof RangeError
            ? 'RecursionError: it calls itself without end'
            : undefined
      if (raised === undefined) throw error
      return { kind: 'raised', error: raised, at: machine.at, seen: seen() }
    }
  }
  return { machine, run }
}

const nothing: ReadonlySet<SyntaxNode> = new Set()

const inputOf = (input: 'image' | 'image_dict' | 'image_list'): Value => {
  if (input === 'image') return new PyImage(0)
  if (input === 'image_list') return [new PyImage(0), new PyImage(1), new PyImage(2)]
  const images = new PyDict()
  images.set('left', new PyImage(0))
  images.set('right', new PyImage(1))
  return images
}
