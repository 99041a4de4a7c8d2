import type { Execution, Limits } from './execution.ts'
import type { Language, Program } from './program.ts'
import type { Check } from './task.ts'
import type { Toolset } from './toolset.ts'
import type { TraceLevel } from './trace.ts'

/**
 * What to run besides the checks: the program as a script (`__name__ == '__main__'`, with `args` after its name in
 * `sys.argv`), or an expression in its namespace.
 */
export type Entry =
  | { readonly kind: 'script'; readonly args?: readonly string[] }
  | { readonly kind: 'call'; readonly expression: string }

export interface ExecutionRequest {
  readonly entry?: Entry
  readonly stdin?: string
  readonly checks?: readonly Check[]
  /** Stop after the first check that does not pass; those after it have no result. */
  readonly stopAtFailure?: boolean
  /** The name under which checks import the program. Default `program`. */
  readonly module?: string
  readonly modules?: Readonly<Record<string, string>>
  readonly limits?: Partial<Limits>
  readonly trace?: TraceLevel
  /** Let one child serve several programs that the audit finds pure. Off by default. */
  readonly reuse?: boolean
  /** What the program may call. Its prelude is defined before the program, and its `entry` is run where the request has none. */
  readonly tools?: Toolset
}

export interface RuntimeFacts {
  /** `CPython 3.11.2`. */
  readonly version: string
  /** Changes with the runtime's own files, so that executions cached before a change of them are not used after it. */
  readonly revision?: string
  /** Isolation layers in force, and those that this machine lacks, each with the reason. */
  readonly layers: readonly string[]
  readonly missing: readonly { readonly layer: string; readonly reason: string }[]
}

/**
 * Runs programs. `execute` never throws for what a program does: that is an `Outcome`. It throws `EngineError` of
 * boundary `sandbox` when the sandbox itself is at fault, and the signal's reason when it is aborted.
 */
export interface Runtime {
  readonly name: string
  readonly language: Language
  facts(): Promise<RuntimeFacts>
  execute(program: Program, request: ExecutionRequest, signal?: AbortSignal): Promise<Execution>
  close(): Promise<void>
}
