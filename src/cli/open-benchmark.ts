import { benchmarks, entryOf, injectors, visualBenchmarks } from '../catalog.ts'
import type { VisualBenchmarkOptions } from '../catalog.ts'
import type { Benchmark } from '../core/benchmark.ts'
import { EngineError } from '../core/engine-error.ts'
import type { PartNames, SearchFlags } from './open-engine.ts'
import { modelOf } from './open-engine.ts'

export interface BenchmarkFlags extends SearchFlags {
  readonly data?: string
  readonly samples?: string
  readonly programs?: string
  readonly injector: string
  readonly count: number
  readonly fallback?: true
  readonly limit?: number
  readonly only: readonly string[]
}

/**
 * The benchmark that the flags name, with the tasks that they choose. Throws `EngineError` (usage) for what is missing or does not
 * fit together, before anything is run.
 */
export async function openBenchmark(name: string, options: BenchmarkFlags, defaults: PartNames): Promise<Benchmark> {
  const entry = entryOf(benchmarks, 'benchmark', name)
  const { data, samples, strategy = defaults.strategy } = options
  if (data === undefined && name !== 'shapes')
    throw new EngineError('usage', `${name} needs --data: the folder that holds the data set`)
  if (visualBenchmarks.has(name) && name !== 'shapes' && options.programs === undefined && options.model === undefined)
    throw new EngineError(
      'usage',
      `which programs answer the questions of ${name}? Give --programs gold, injected or FILE.jsonl, or --model to have them written`,
    )
  const benchmark = await entry.load({
    data: data ?? '',
    showChecks: strategy !== 'single',
    ...(samples !== undefined && { samples }),
    visual: await visualOptions(options),
  })
  return narrowed(benchmark, options)
}

async function visualOptions(options: BenchmarkFlags): Promise<VisualBenchmarkOptions> {
  const { programs, injector, seed, count, fallback = false } = options
  const model = programs === 'injected' ? await modelOf(options) : undefined
  return {
    seed,
    count,
    fallback,
    onWarning: warn,
    ...(programs !== undefined && { programs }),
    ...(programs === 'injected' && { injector: await entryOf(injectors, 'injector', injector).load() }),
    ...(model && { ask: (request) => model.generate(request) }),
  }
}

/** The first `limit` tasks, or those named by `only`. */
const narrowed = (benchmark: Benchmark, { limit = Infinity, only }: BenchmarkFlags): Benchmark => ({
  ...benchmark,
  async *tasks(execute) {
    let count = 0
    for await (const task of benchmark.tasks(execute)) {
      if (only.length > 0 && !only.includes(task.id)) continue
      if (count++ >= limit) return
      yield task
    }
    if (count === 0 && only.length > 0)
      throw new EngineError('usage', `${benchmark.name} has no task ${only.join(' or ')} to run with these options`)
  },
})

export const warn = (warning: string): void => void process.stderr.write(`faultline: ${warning}\n`)
