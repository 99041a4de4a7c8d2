import { canonicalJson } from '../core/json.ts'
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

/** What is not the same in two of them, for people: `seed 1, not 2; settings.rounds 3, not 4`. */
export function differences(was: Json, now: Json, path = ''): string {
  if (!isObject(was) || !isObject(now)) return `${path} ${canonicalJson(was)}, not ${canonicalJson(now)}`
  return [...new Set([...Object.keys(was), ...Object.keys(now)])]
    .filter((key) => canonicalJson(was[key] ?? null) !== canonicalJson(now[key] ?? null))
    .map((key) => differences(was[key] ?? null, now[key] ?? null, path === '' ? key : `${path}.${key}`))
    .join('; ')
}

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
