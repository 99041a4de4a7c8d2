import type { Json } from '../core/json.ts'
import type { Parts } from './parts.ts'
import type { EngineOptions } from './world.ts'

/** What a run depends on, by name: it is resumed only with the same. */
export const configOf = (
  parts: Parts,
  { budget = {}, seed = 0, limits = {}, reuse = false }: EngineOptions,
  more: Readonly<Record<string, Json>> = {},
): Json => ({
  ...more,
  runtime: parts.runtime.name,
  generator: parts.generator.name,
  strategy: parts.strategy.name,
  critics: (parts.critics ?? []).map(({ name }) => name),
  refiner: parts.refiner?.name ?? null,
  model: parts.model?.name ?? null,
  budget: { ...budget },
  limits: { ...limits },
  ...(reuse && { reuse }),
  seed,
})
