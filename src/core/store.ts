import type { RunEvent } from './event.ts'
import type { Execution } from './execution.ts'
import type { Json } from './json.ts'

/** What is fixed when a run is made. */
export interface RunInfo {
  readonly id: string
  /** Of the log format: `LOG_VERSION` when it was made. */
  readonly version: number
  /** ISO 8601. */
  readonly createdAt: string
  /** Benchmark, parts, budget and seed, by name: a run is resumed only with the same. */
  readonly config: Json
}

/**
 * The log of one run, open for writing: one writer at a time. All failures are `EngineError` of boundary `store`. What is
 * appended reaches the operating system at once, and so outlives this process; it reaches the disk with the next `flush`.
 */
export interface RunLog {
  readonly info: RunInfo
  /** What the log holds, from its start. */
  events(): AsyncIterable<RunEvent>
  /** What was mended on opening, for the user: `dropped an incomplete last line`. */
  readonly warnings: readonly string[]
  /** In order, without waiting. Throws once an earlier write has failed. */
  append(event: RunEvent): void
  /** Resolves when all that was appended so far is on disk. */
  flush(): Promise<void>
  /** Keeps a content beside the log and gives its id; equal contents are kept once. */
  keep(content: string): Promise<string>
  close(): Promise<void>
}

export interface Store {
  create(id: string, config: Json): Promise<RunLog>
  /** For writing, to resume it. */
  open(id: string): Promise<RunLog>
  has(id: string): Promise<boolean>
}

/** Executions by the hash of all that they depend on. May be shared by several processes. */
export interface ExecutionCache {
  get(key: string): Promise<Execution | undefined>
  set(key: string, execution: Execution): Promise<void>
  close(): Promise<void>
}
