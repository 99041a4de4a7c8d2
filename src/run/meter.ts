import type { Budget } from '../core/budget.ts'
import { BudgetSpent } from '../core/budget.ts'
import { EngineError } from '../core/engine-error.ts'
import type { ModelReply } from '../core/model.ts'

/** Counts what one task spends; each verb throws `BudgetSpent` instead of passing a limit. */
export interface Meter {
  /** Sets an execution aside, so that the move can run the program that it is about to pay for. */
  move(): Reservation
  /** Charged once for each distinct key, cached or not: a budget means the same with a cold cache and with a warm one. */
  execution(key: string): void
  modelCall(): void
  /** Charged when the reply is there; only the next call can be refused. */
  replied(model: string, usage: ModelReply['usage']): void
  /** The budget that first refused something. */
  readonly refused: keyof Budget | undefined
}

export interface Reservation {
  use(key: string): void
  release(): void
}

export function meter(budget: Budget, now: () => number): Meter {
  const startMs = now()
  const executed = new Set<string>()
  let reserved = 0
  let modelCalls = 0
  let tokens = 0
  let costUsd = 0
  let refused: keyof Budget | undefined

  const need = (name: keyof Budget, spent: number) => {
    if (spent < (budget[name] ?? Infinity)) return
    refused ??= name
    throw new BudgetSpent(name)
  }
  const needTime = () => need('wallMs', now() - startMs)

  return {
    move() {
      needTime()
      need('executions', executed.size + reserved)
      reserved++
      let held = 1
      const release = () => {
        reserved -= held
        held = 0
      }
      return {
        use(key) {
          release()
          executed.add(key)
        },
        release,
      }
    },
    execution(key) {
      needTime()
      if (executed.has(key)) return
      need('executions', executed.size + reserved)
      executed.add(key)
    },
    modelCall() {
      needTime()
      need('tokens', tokens)
      need('costUsd', costUsd)
      need('modelCalls', modelCalls)
      modelCalls++
    },
    replied(model, usage) {
      if (budget.costUsd !== undefined && usage.costUsd === undefined)
        throw new EngineError('usage', `${model} does not tell what a call costs: a budget of costUsd cannot be kept`)
      tokens += usage.inputTokens + usage.outputTokens
      costUsd += usage.costUsd ?? 0
    },
    get refused() {
      return refused
    },
  }
}
