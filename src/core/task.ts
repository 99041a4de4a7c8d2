import type { Json } from './json.ts'
import type { Language } from './program.ts'
import type { VisualTask } from './visual.ts'

/**
 * What is asked for, and the checks that may be shown to the solver. Hidden tests never stand here: they live in the
 * `Benchmark` that made the task.
 */
export interface Task {
  readonly id: string
  readonly prompt: string
  readonly language: Language
  /** The name under which checks import the program (`from prog import f`). */
  readonly module: string
  /** The function under test, where there is just one. */
  readonly entry?: string
  readonly checks: readonly Check[]
  /** Helper modules that program and checks may import: name → source. */
  readonly modules?: Readonly<Record<string, string>>
  /** The program to mend, where the task is one of mending. */
  readonly seed?: string
  /** Where the task is a question about images: its programs run with the toolset `vision`. */
  readonly visual?: VisualTask
}

interface CheckIdentity {
  /** Unique within its task: `call 3`, `test_f[2]`, `check`. */
  readonly id: string
}

/**
 * Call a function with JSON arguments and compare its result as JSON does: a tuple equals a list. A number is an integer
 * where JavaScript writes it as one; a float of whole value is a `LosslessNumber` (`parseJson('3.0')`).
 */
export interface CallCheck extends CheckIdentity {
  readonly kind: 'call'
  readonly function: string
  readonly args: readonly Json[]
  readonly kwargs?: Readonly<Record<string, Json>>
  readonly expected: Json
}

/** Statements run with the program's public names in scope, usually one `assert`. */
export interface AssertCheck extends CheckIdentity {
  readonly kind: 'assert'
  readonly source: string
}

/** Run the program as a script on `stdin`; its output must equal `stdout` but for white space at the ends of lines. */
export interface StdioCheck extends CheckIdentity {
  readonly kind: 'stdio'
  readonly stdin: string
  readonly stdout: string
}

/** A whole test source, run with the program's public names in scope: passes when nothing is raised. */
export interface ScriptCheck extends CheckIdentity {
  readonly kind: 'script'
  readonly source: string
}

/**
 * One test of a pytest-style file: `name` is `test_f`, `test_f[2]` (parameters are numbered from 0) or `TestG::test_h`.
 * `*` stands for all of them: there is then a result for each, whose `checkId` is its name.
 */
export interface TestCheck extends CheckIdentity {
  readonly kind: 'test'
  readonly source: string
  readonly name: string
}

/** One doctest example: the `repr` of `source` must be `want` (or its traceback, where `want` starts with one). */
export interface DoctestCheck extends CheckIdentity {
  readonly kind: 'doctest'
  readonly source: string
  readonly want: string
}

export type Check = CallCheck | AssertCheck | StdioCheck | ScriptCheck | TestCheck | DoctestCheck
