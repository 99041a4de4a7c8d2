import type { SyntaxNode } from '../../../syntax/syntax-node.ts'
import type { Predicate } from '../language/logical-form.ts'
import type { Machine, Run } from '../machine/machine.ts'

/** The program with something else in one place. */
export interface Variation {
  readonly node: SyntaxNode
  /** What is evaluated there instead; for a statement, whether it runs at all. */
  readonly run: Run
  /** For people: what would agree: `>=` instead of `==`. */
  readonly note: string
  /** From 0 to 1: how usual such a slip is. */
  readonly usual: number
  /** It brings in a part of what the question means: that helps wherever it is put. */
  readonly foreign?: boolean
  /** The program's yes and no are taken the other way round: `any` of a loop became `all`. */
  readonly inverts?: boolean
}

/** What else could stand in a place, of one kind. */
export type Vary = (node: SyntaxNode, machine: Machine, words: Vocabulary) => Iterable<Variation>

/** Words that the question or the program speaks of. */
export interface Vocabulary {
  /** Words that can stand for one another, those of the question first: colours, shapes, sizes, nouns, features, walls. */
  readonly groups: readonly (readonly string[])[]
  /** Words of the question, in the singular. */
  readonly asked: ReadonlySet<string>
  /** What could be looked for: `yellow square`, `tower`. */
  readonly phrases: readonly string[]
  readonly numbers: readonly number[]
  /** What the question asks of things: tests that the program may lack. */
  readonly filters: readonly Filter[]
  /** Names that the program binds. */
  readonly names: readonly string[]
}

export interface Filter {
  readonly text: string
  readonly predicate: Predicate
}
