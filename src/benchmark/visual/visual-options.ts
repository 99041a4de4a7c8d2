import type { Injector } from '../../core/injection.ts'
import type { Means } from '../../core/roles.ts'

/** What every visual benchmark may be given. */
export interface VisualOptions {
  /** The folder that holds the data set in its published form. */
  readonly data: string
  /**
   * The programs to debug, the tasks' seeds: `gold` (known to be right), `injected` (half of them made faulty), or the path
   * of a JSONL file (see `readPrograms`). A row without a program is then left out. Without this option every row is a
   * task that has no seed yet.
   */
  readonly programs?: string
  /** Programs that are known to be right, by identifier of a row or of its group. */
  readonly gold?: () => Promise<ReadonlyMap<string, string>>
  /** Makes the faulty programs of `injected`. */
  readonly injector?: Injector
  /** For an injector that asks a model. */
  readonly ask?: Means['ask']
  /** Of all that is chosen at random. Default 0. */
  readonly seed?: number
  /** Also grade what a plain vision-language model answers to the question. Default false. */
  readonly fallback?: boolean
  /** Told of rows that were left out and programs that fit none. */
  readonly onWarning?: (warning: string) => void
}
