import type { Span } from './span.ts'
import type { ToolLog } from './toolset.ts'
import type { Trace, ValueView } from './trace.ts'

/** Bounds of one program's run; each hit is an outcome of its own, with partial output kept. */
export interface Limits {
  /** Backstop only: cpu time decides time-outs, so that a slow machine does not change a score. */
  readonly wallMs: number
  readonly cpuMs: number
  readonly memoryMb: number
  /** Bytes of stdout, and as many of stderr. */
  readonly outputBytes: number
  /** Bytes that the program may write to files. */
  readonly fileBytes: number
  readonly processes: number
  /** Events that a trace keeps; those dropped between its head and its tail are counted. */
  readonly traceSteps: number
  /** Calls of tools. */
  readonly toolCalls: number
}

export const defaultLimits: Limits = {
  wallMs: 20_000,
  cpuMs: 5_000,
  memoryMb: 512,
  outputBytes: 1 << 20,
  fileBytes: 16 << 20,
  processes: 1,
  traceSteps: 10_000,
  toolCalls: 10_000,
}

/** For people, after `the limit of`. */
export const limitNames: Readonly<Record<keyof Limits, string>> = {
  wallMs: 'wall time',
  cpuMs: 'cpu time',
  memoryMb: 'memory',
  outputBytes: 'output',
  fileBytes: 'file size',
  processes: 'processes and threads',
  traceSteps: 'trace steps',
  toolCalls: 'tool calls',
}

/** How a run ended. A program's failure is data, never an exception of the engine. */
export type Outcome =
  | { readonly kind: 'returned'; readonly value?: ValueView }
  /** An exception left the program; `at` is the innermost place in the program's own source. */
  | { readonly kind: 'raised'; readonly error: string; readonly message: string; readonly at?: Span }
  /** It never ran: a syntax error, or a source that the runtime refuses. */
  | { readonly kind: 'rejected'; readonly error: string; readonly message: string; readonly at?: Span }
  | { readonly kind: 'exceeded'; readonly limit: keyof Limits }
  /** It ended its own process (`sys.exit`, `os._exit`). */
  | { readonly kind: 'exited'; readonly code: number }
  /** It killed its own process: a segmentation fault, an abort. */
  | { readonly kind: 'crashed'; readonly signal: string }
  /** The sandbox stopped it at something forbidden. */
  | { readonly kind: 'blocked'; readonly what: string }

/**
 * How far a verdict can be trusted. `split`: the check ran in another process, on plain data. `in-process`: the check
 * needs a live object and ran beside the program, which could forge it. `reused`: split, but the child served other
 * programs before (audited reuse, off by default).
 */
export type Integrity = 'split' | 'in-process' | 'reused'

/** A bounded text; `dropped` bytes are missing at its end. */
export interface CapturedText {
  readonly text: string
  readonly dropped?: number
}

/** What one check asked of the program and got: source text of the call, and `repr` of what came back. */
export interface ObservedCall {
  readonly expression: string
  readonly value?: string
  /** `IndexError: list index out of range`, where it raised. */
  readonly error?: string
}

export interface Usage {
  readonly wallMs: number
  readonly cpuMs: number
  readonly peakMb: number
}

export interface CheckResult {
  readonly checkId: string
  /** `undecided`: the sandbox or the grader is at fault, so there is no grade. `skip`: the check itself asked not to run. */
  readonly verdict: 'pass' | 'fail' | 'skip' | 'undecided'
  /** How the run of this check ended. A wrong answer is a `returned` or `raised` (AssertionError) outcome of verdict `fail`. */
  readonly outcome: Outcome
  readonly integrity: Integrity
  /** For people: `gcd(35, 21) returned 21, expected 7`. */
  readonly message?: string
  /** `repr` of the expected and the actual value, where the check compares two. */
  readonly expected?: string
  readonly actual?: string
  /** The first calls that the check made, bounded. */
  readonly calls: readonly ObservedCall[]
  readonly stdout: CapturedText
  readonly usage: Usage
  /** The trace of this check's part of the run, when one was asked for. */
  readonly trace?: Trace
}

export interface Execution {
  readonly programId: string
  readonly runtime: string
  /** Of the entry that was run, or of loading the program where only checks were asked for. */
  readonly outcome: Outcome
  readonly checks: readonly CheckResult[]
  /** Of the entry, when traced. */
  readonly trace?: Trace
  /** What the program asked of its toolset, where the request gave one. */
  readonly tools?: ToolLog
  readonly stdout: CapturedText
  readonly stderr: CapturedText
  readonly usage: Usage
}

/** Every check was decided, none failed, and at least one passed. */
export const allPass = (checks: readonly CheckResult[]): boolean =>
  checks.some((check) => check.verdict === 'pass') &&
  checks.every((check) => check.verdict === 'pass' || check.verdict === 'skip')
