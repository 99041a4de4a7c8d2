import { critics, entryOf, refiners, strategies } from '../catalog.ts'
import type { Budget } from '../core/budget.ts'
import type { Runtime } from '../core/runtime.ts'
import type { ExecutionCache } from '../core/store.ts'
import { replayed } from '../generator/replayed.ts'
import type { Parts } from '../run/parts.ts'
import { executionCache } from '../store/execution-cache.ts'
import type { RuntimeFlags } from './open-runtime.ts'
import { openRuntime } from './open-runtime.ts'

export interface SearchFlags extends RuntimeFlags {
  readonly strategy: string
  readonly critic: readonly string[]
  readonly refiner: string
  readonly rounds: number
  readonly seed: number
  readonly maxExecutions?: number
  readonly maxSeconds?: number
  readonly reuse?: boolean
  readonly runs: string
}

export interface Engine {
  readonly parts: Parts
  readonly runtime: Runtime
  readonly cache: ExecutionCache
  close(): Promise<void>
}

/** The parts that the flags name, and what they run on. Wrong names fail here, before anything is run. */
export async function openEngine(flags: SearchFlags): Promise<Engine> {
  const strategy = await entryOf(strategies, 'strategy', flags.strategy).load({ rounds: flags.rounds })
  const refiner = await entryOf(refiners, 'refiner', flags.refiner).load()
  const judges = await Promise.all(flags.critic.map((name) => entryOf(critics, 'critic', name).load()))
  const runtime = await openRuntime(flags)
  const cache = executionCache({ onWarning: (warning) => process.stderr.write(`faultline: ${warning}\n`) })
  return {
    parts: { runtime, generator: replayed(), strategy, critics: judges, refiner },
    runtime,
    cache,
    async close() {
      await runtime.close()
      await cache.close()
    },
  }
}

export const budgetOf = ({ maxExecutions, maxSeconds }: SearchFlags): Budget => ({
  ...(maxExecutions !== undefined && { executions: maxExecutions }),
  ...(maxSeconds !== undefined && { wallMs: maxSeconds * 1000 }),
})
