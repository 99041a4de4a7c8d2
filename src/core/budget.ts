/** What one task may spend. Each is separate and charged where it is spent; what is left out is unlimited. */
export interface Budget {
  /** Input and output tokens together. A call that passes the limit is the last one. */
  readonly tokens?: number
  readonly modelCalls?: number
  /** Distinct programs and requests: what was run before in the same task is free. */
  readonly executions?: number
  readonly costUsd?: number
  /** From the start of the task. What is under way when it ends still finishes. */
  readonly wallMs?: number
}

/**
 * Thrown by `Means` and `Moves` when a budget has run out. A part may catch it to yield what it has found so far; the
 * engine catches it and submits the best attempt.
 */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent'
  constructor(readonly budget: keyof Budget) {
    super(`the budget of ${budget} is spent`)
  }
}
