import type { Limits } from '../../core/execution.ts'
import { jsonText } from '../../core/json.ts'
import type { Program } from '../../core/program.ts'
import type { ExecutionRequest } from '../../core/runtime.ts'

/** What a lane may take over its limits before it is held to be lost. */
const PATIENCE_MS = 30_000

export interface PythonRequest {
  /** As `grader.grade` reads it. */
  readonly json: string
  readonly limits: Limits
  readonly patienceMs: number
}

/** A request as the grader takes it, with every default filled in. */
export const pythonRequest = (program: Program, request: ExecutionRequest, defaults: Limits): PythonRequest => {
  const limits = { ...defaults, ...request.limits }
  const checks = request.checks ?? []
  const json = jsonText({
    source: program.source,
    module: request.module ?? 'program',
    modules: request.modules ?? {},
    entry: request.entry ?? null,
    stdin: request.stdin ?? null,
    checks,
    stopAtFailure: request.stopAtFailure ?? false,
    limits,
    trace: request.trace ?? 'off',
    reuse: request.reuse ?? false,
  })
  // Each check may be loaded anew, and take its limit twice: once in the candidate, once in the grader.
  return { json, limits, patienceMs: PATIENCE_MS + limits.wallMs * 4 * (checks.length + 1) }
}
