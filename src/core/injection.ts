import type { Program } from './program.ts'
import type { Means } from './roles.ts'
import type { Span } from './span.ts'
import type { Task } from './task.ts'

/** A right program made faulty, the place of the fault known exactly. */
export interface Injection {
  /** The faulty program. */
  readonly source: string
  /** The place of the fault in `source`. */
  readonly span: Span
  /** `original` with the place of the fault replaced by `<MASKED>`. */
  readonly masked: string
  readonly original: string
  /** `comparison-flip`, `mask-best`, … */
  readonly method: string
  /** For people: `>= became >`. */
  readonly note: string
}

/** Makes faulty programs of one right program. The caller certifies them by execution: an equivalent mutant is dropped there. */
export interface Injector {
  readonly name: string
  inject(task: Task, original: Program, means: Pick<Means, 'ask' | 'random' | 'signal'>): AsyncIterable<Injection>
}
