import { EngineError } from '../core/engine-error.ts'

/** What the process ends with: the contract of every command. */
export const exitCodes = {
  /** Mended, passed, or the program ran to its end. */
  ok: 0,
  /** Not mended, not passed, or the program failed. */
  failed: 1,
  /** Wrong usage or unreadable input. */
  usage: 2,
  /** The engine, the store, the sandbox, a model or a vision backend is at fault. */
  engine: 3,
  /** Interrupted from the keyboard. */
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof EngineError) return error.boundary === 'usage' ? exitCodes.usage : exitCodes.engine
  return error instanceof Error && error.name === 'AbortError' ? exitCodes.interrupted : exitCodes.engine
}

/** Where something outside is at fault that the user can see to: their input, a service, a disk. */
const outside: ReadonlySet<EngineError['boundary']> = new Set(['usage', 'model', 'toolset', 'store'])

/** What is said of it: where nothing outside is at fault, that we are. */
export function errorText(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return error instanceof EngineError && outside.has(error.boundary) ? message : `internal: ${message}`
}
