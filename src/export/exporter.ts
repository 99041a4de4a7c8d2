import type { Json } from '../core/json.ts'
import type { Trace } from '../core/trace.ts'
import type { Run } from '../record/run.ts'

/** A finished run, and the traces that were kept beside it. */
export interface ExportSource {
  readonly run: Run
  /** A kept trace by its artifact id. */
  trace(artifactId: string): Promise<Trace>
}

/** Makes training rows of a run. Rows that the run lacks something for are left out. */
export interface Exporter {
  readonly name: string
  rows(source: ExportSource): AsyncIterable<Readonly<Record<string, Json>>>
}

/** `published`: VDebugger's own fields. `trl`: the prompt-completion form of TRL's `SFTTrainer`. */
export type RowForm = 'published' | 'trl'
