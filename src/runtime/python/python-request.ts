import { EngineError } from '../../core/engine-error.ts'
import type { Limits } from '../../core/execution.ts'
import { jsonText } from '../../core/json.ts'
import type { Program } from '../../core/program.ts'
import type { ExecutionRequest } from '../../core/runtime.ts'
import type { Toolset } from '../../core/toolset.ts'
import type { Check } from '../../core/task.ts'

/** What a lane may take over its limits before it is held to be lost. */
const PATIENCE_MS = 30_000

export interface PythonRequest {
  /** As `grader.grade` reads it. */
  readonly json: string
  readonly limits: Limits
  readonly patienceMs: number
}

/**
 * A request as the grader takes it, with every default filled in. Throws `EngineError` of boundary `toolset` where that
 * has nothing for Python.
 */
export const pythonRequest = (program: Program, request: ExecutionRequest, defaults: Limits): PythonRequest => {
  const limits = { ...defaults, ...request.limits }
  const checks = request.checks ?? []
  const rest = JSON.stringify({
    source: program.source,
    module: request.module ?? 'program',
    modules: request.modules ?? {},
    entry: request.entry ?? null,
    stdin: request.stdin ?? null,
    stopAtFailure: request.stopAtFailure ?? false,
    limits,
    trace: request.trace ?? 'off',
    reuse: request.reuse ?? false,
    tools: request.tools === undefined ? null : toolsetSource(request.tools),
  })
  const json = `{"checks":${checksText(checks)},${rest.slice(1)}`
  // Each check may be loaded anew, and take its limit twice: once in the candidate, once in the grader.
  return { json, limits, patienceMs: PATIENCE_MS + limits.wallMs * 4 * (checks.length + 1) }
}

const toolsetSource = (tools: Toolset): { readonly prelude: string; readonly entry: string } => {
  try {
    return { prelude: tools.prelude('python'), entry: tools.entry }
  } catch (error) {
    if (error instanceof EngineError) throw error
    throw new EngineError('toolset', `the toolset ${tools.name} has no prelude for Python: ${error}`, { cause: error })
  }
}

const texts = new WeakMap<readonly Check[], string>()

/** A search asks for the same checks of thousands of programs: their text is made once for each array. */
const checksText = (checks: readonly Check[]): string => {
  const text = texts.get(checks) ?? jsonText(checks)
  texts.set(checks, text)
  return text
}
