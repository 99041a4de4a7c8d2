import { BudgetSpent } from './budget.ts'

/** Who is at fault, when it is not the program. */
export type Boundary = 'usage' | 'sandbox' | 'toolset' | 'model' | 'store' | 'benchmark' | 'engine'

/** The engine's own failure: what happened, with what, and what to do. Attributed once; the cause is kept. */
export class EngineError extends Error {
  override readonly name = 'EngineError'
  constructor(
    readonly boundary: Boundary,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** Runs `work`; an error that is not yet attributed becomes one of this boundary. An abort and a spent budget are no faults. */
export async function attribute<T>(boundary: Boundary, what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof EngineError || error instanceof BudgetSpent) throw error
    if (error instanceof Error && error.name === 'AbortError') throw error
    throw new EngineError(boundary, `${what}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}
