import type { Execution } from '../../src/core/execution.ts'
import type { ExecutionRequest } from '../../src/core/runtime.ts'
import type { Check } from '../../src/core/task.ts'

/** One program, what is asked of it, and what every runtime answers: the fields named, whatever else there is. */
export interface Case {
  readonly name: string
  readonly program: string
  readonly request: ExecutionRequest
  readonly expect: ExpectedExecution
}

/** As `Execution`, as far as it is said; lists are compared item by item. */
type ExpectedExecution = DeepPartial<Omit<Execution, 'programId' | 'runtime' | 'usage'>>

type DeepPartial<T> = T extends readonly (infer Item)[]
  ? readonly DeepPartial<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]?: DeepPartial<T[Key]> }
    : T

export const asserting = (...sources: readonly string[]): ExecutionRequest => ({
  checks: sources.map((source, index): Check => ({ kind: 'assert', id: `check ${index + 1}`, source })),
})

export const calling = (expression: string): ExecutionRequest => ({ entry: { kind: 'call', expression } })

export const SCRIPT: ExecutionRequest = { entry: { kind: 'script' } }

/** The span of `line:column` to `line:column`. */
export const at = (from: `${number}:${number}`, to: `${number}:${number}`) => ({
  from: position(from),
  to: position(to),
})

const position = (text: string) => {
  const [line = 0, column = 0] = text.split(':').map(Number)
  return { line, column }
}
