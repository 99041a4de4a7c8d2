import { critics, entryOf, interfaceOf, refiners, strategies } from '../catalog.ts'
import type { Budget } from '../core/budget.ts'
import { EngineError } from '../core/engine-error.ts'
import type { Model } from '../core/model.ts'
import type { Generator } from '../core/roles.ts'
import type { Runtime } from '../core/runtime.ts'
import type { ExecutionCache } from '../core/store.ts'
import { promptedGenerator } from '../generator/prompted.ts'
import { replayed } from '../generator/replayed.ts'
import { openModel } from '../model/open-model.ts'
import type { Parts } from '../run/parts.ts'
import { executionCache } from '../store/execution-cache.ts'
import type { RuntimeFlags } from './open-runtime.ts'
import { openRuntime } from './open-runtime.ts'
import type { Vision } from './open-vision.ts'
import { openVision } from './open-vision.ts'
import type { ModelFlags, VisionFlags } from './vision-options.ts'

export interface SearchFlags extends RuntimeFlags, ModelFlags, VisionFlags {
  readonly strategy?: string
  readonly critic?: readonly string[]
  readonly refiner?: string
  readonly rounds: number
  readonly candidates: number
  readonly seed: number
  readonly maxExecutions?: number
  readonly maxSeconds?: number
  readonly maxTokens?: number
  readonly reuse?: boolean
  readonly runs: string
}

/** The names of the parts, where a flag gives none. */
export interface PartNames {
  readonly strategy: string
  readonly critic: readonly string[]
  readonly refiner: string
}

export const codeParts: PartNames = { strategy: 'repair', critic: ['checks', 'spectrum', 'static'], refiner: 'mutate' }
export const visualParts: PartNames = { strategy: 'vdebug', critic: ['static', 'intent'], refiner: 'rewrite' }

export interface Engine {
  readonly parts: Parts
  readonly runtime: Runtime
  readonly cache: ExecutionCache
  readonly vision: Vision | undefined
  readonly model: Model | undefined
  close(): Promise<void>
}

/** The parts that the flags name, and what they run on. Wrong names fail here, before anything is run. */
export async function openEngine(flags: SearchFlags, defaults: PartNames): Promise<Engine> {
  const { rounds, candidates } = flags
  const judges = await Promise.all(
    (flags.critic ?? defaults.critic).map((name) => entryOf(critics, 'critic', name).load()),
  )
  const strategy = await entryOf(strategies, 'strategy', flags.strategy ?? defaults.strategy).load({
    rounds,
    candidates,
  })
  const refiner = await entryOf(refiners, 'refiner', flags.refiner ?? defaults.refiner).load({
    critics: judges,
    candidates,
  })
  const model = await modelOf(flags)
  const vision = defaults === visualParts ? await openVision(flags, flags.seed, model) : undefined
  const runtime = await openRuntime(flags)
  const cache = executionCache({ onWarning: (warning) => process.stderr.write(`faultline: ${warning}\n`) })
  return {
    parts: {
      runtime,
      generator: seedOrPrompted(model),
      strategy,
      critics: judges,
      refiner,
      ...(model && { model }),
      ...(vision && { tools: vision.tools }),
    },
    runtime,
    cache,
    vision,
    model,
    async close() {
      await runtime.close()
      await cache.close()
      await vision?.backend.close()
    },
  }
}

export const modelOf = async ({ model, modelCassette }: ModelFlags): Promise<Model | undefined> =>
  model === undefined
    ? undefined
    : openModel(model, { env: process.env, ...(modelCassette !== undefined && { cassette: { path: modelCassette } }) })

/** The program that a task gives; a task that gives none has one written by the model. */
const seedOrPrompted = (model: Model | undefined): Generator => {
  const [given, asked] = [replayed(), promptedGenerator({ interface: interfaceOf })]
  return {
    name: 'replayed',
    generate(task, means) {
      if (task.seed !== undefined) return given.generate(task, means)
      if (model === undefined)
        throw new EngineError('usage', `${task.id} comes without a program: give programs, or --model to write them`)
      return asked.generate(task, means)
    },
  }
}

export const budgetOf = ({ maxExecutions, maxSeconds, maxTokens }: SearchFlags): Budget => ({
  ...(maxExecutions !== undefined && { executions: maxExecutions }),
  ...(maxSeconds !== undefined && { wallMs: maxSeconds * 1000 }),
  ...(maxTokens !== undefined && { tokens: maxTokens }),
})
