import type { Json } from './json.ts'
import type { Language } from './program.ts'
import type { Task } from './task.ts'

/** One call of a tool by a program, as the host takes it: untrusted, and checked by the toolset. */
export interface ToolRequest {
  readonly op: string
  readonly args: Json
}

/**
 * One call that was answered. `id` counts the calls of an execution from 0. `stepId` is the id of the first step that was
 * recorded after the answer: the step of the call expression (trace level `full`), or of its statement (`line`). Absent
 * where nothing was traced. `answer` is what the program got; `details` what it did not see (confidences, boxes, text).
 */
export interface ToolCall extends ToolRequest {
  readonly id: number
  readonly stepId?: number
  readonly answer: Json
  readonly details?: Json
}

/** `calls` are those that are kept: the first ones, and the last; `dropped` more were made between. */
export interface ToolLog {
  readonly calls: readonly ToolCall[]
  readonly dropped?: number
}

/**
 * What a program may call besides its language, bound to the inputs of one task. Calls cross from the sandbox to the host:
 * `call` answers them, one at a time for each execution, several executions at once. It throws `EngineError` (boundary
 * `toolset`) where a call cannot be served: that fails the execution as a fault of the environment, never of the program.
 */
export interface Toolset {
  readonly name: string
  /** Changes with all that answers depend on: the inputs, the backend, its version and settings. Part of an execution's key. */
  readonly identity: string
  /** The interface, as it is shown to a model. */
  describe(language: Language): string
  /**
   * A module whose public names every program finds defined. It finds `call_tool(op, args) -> answer` defined, with
   * JSON-like values, and `show_as(kind, fields)`: instances of that class are viewed in traces as `Kind(field=…, …)`, with the
   * number in their `_id` as one of the view's `objects`.
   */
  prelude(language: Language): string
  /** The expression that runs a program: `answer(execute_command(image))`. */
  readonly entry: string
  call(request: ToolRequest, signal?: AbortSignal): Promise<Pick<ToolCall, 'answer' | 'details'>>
}

/** Gives the toolset of a task, bound to its inputs. Throws `EngineError`: `usage` where an input cannot be read, `toolset` where its service is not there. */
export type OpenTools = (task: Task, signal?: AbortSignal) => Promise<Toolset | undefined>
