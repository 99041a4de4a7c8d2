import { benchmarks, entryOf, injectors, visualBenchmarks } from '../../catalog.ts'
import type { VisualBenchmarkOptions } from '../../catalog.ts'
import type { Benchmark } from '../../core/benchmark.ts'
import { EngineError } from '../../core/engine-error.ts'
import type { Run } from '../../record/run.ts'
import { summarize } from '../../report/summarize.ts'
import { visualSummary } from '../../report/visual-summary.ts'
import { run } from '../../run/run.ts'
import { openStore } from '../../store/open-store.ts'
import { exitCodes } from '../exit-code.ts'
import type { ExitCode } from '../exit-code.ts'
import type { Engine, PartNames, SearchFlags } from '../open-engine.ts'
import { budgetOf, codeParts, modelOf, openEngine, visualParts } from '../open-engine.ts'
import { limitsOf } from '../open-runtime.ts'
import { colorsFor } from '../output/colors.ts'
import { progressLine } from '../output/progress-line.ts'
import { writeSampleResults } from '../output/sample-results.ts'
import { summaryText } from '../output/summary-text.ts'
import { visualSummaryText } from '../output/visual-summary-text.ts'
import { runName } from '../run-name.ts'

export interface EvalOptions extends SearchFlags {
  readonly data?: string
  readonly samples?: string
  readonly programs?: string
  readonly injector: string
  readonly count: number
  readonly fallback?: true
  readonly keepTraces?: true
  readonly limit?: number
  readonly only: readonly string[]
  readonly concurrency: number
  readonly resume?: string
  readonly json?: true
}

/** `faultline eval quixbugs --data DIR --strategy repair`: exit code 0 when every task is solved. */
export async function evaluate(name: string, options: EvalOptions, signal: AbortSignal): Promise<ExitCode> {
  const visual = visualBenchmarks.has(name)
  const defaults = visual ? visualParts : { ...codeParts, strategy: 'single' }
  const benchmark = narrowed(await openBenchmark(name, options, defaults), options)
  const startMs = performance.now()
  const id = options.resume ?? runName(name)
  const result = await runBenchmark(benchmark, id, { options, signal, defaults })
  const summary = summarize(result)
  const figures = visual ? visualSummary(result, { seed: options.seed }) : undefined
  const seconds = (performance.now() - startMs) / 1000
  const written = options.samples === undefined ? undefined : await writeSampleResults(options.samples, result)
  const facts = { seconds, run: id, ...(written !== undefined && { results: written }) }
  if (options.json)
    process.stdout.write(`${JSON.stringify({ benchmark: name, ...summary, ...figures, ...facts }, null, 2)}\n`)
  else {
    const colors = colorsFor(process.stdout, process.env)
    if (figures !== undefined) process.stdout.write(visualSummaryText(name, figures, { ...facts, summary, colors }))
    else process.stdout.write(summaryText(name, summary, { ...facts, colors }))
  }
  if (summary.failed > 0 || summary.undecided > 0) return exitCodes.engine
  return summary.solved === summary.of ? exitCodes.ok : exitCodes.failed
}

const warn = (warning: string): void => void process.stderr.write(`faultline: ${warning}\n`)

async function openBenchmark(name: string, options: EvalOptions, defaults: PartNames): Promise<Benchmark> {
  const entry = entryOf(benchmarks, 'benchmark', name)
  const { data, samples, strategy = defaults.strategy } = options
  if (data === undefined && name !== 'shapes')
    throw new EngineError('usage', `${name} needs --data: the folder that holds the data set`)
  return entry.load({
    data: data ?? '',
    showChecks: strategy !== 'single',
    ...(samples !== undefined && { samples }),
    visual: await visualOptions(options),
  })
}

async function visualOptions(options: EvalOptions): Promise<VisualBenchmarkOptions> {
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

interface Setting {
  readonly options: EvalOptions
  readonly signal: AbortSignal
  readonly defaults: PartNames
}

async function runBenchmark(benchmark: Benchmark, id: string, { options, signal, defaults }: Setting): Promise<Run> {
  const { strategy = defaults.strategy } = options
  // Nobody reads what critics say of a program that is only graded.
  const engine = await openEngine(strategy === 'single' ? { ...options, critic: [] } : options, defaults)
  const progress = progressLine(process.stderr)
  try {
    return await run({
      benchmark,
      parts: engine.parts,
      store: openStore(options.runs),
      id,
      settings: settingsOf(options, engine),
      cache: engine.cache,
      budget: budgetOf(options),
      seed: options.seed,
      limits: limitsOf(options),
      reuse: options.reuse ?? false,
      keepTraces: options.keepTraces ?? false,
      concurrency: options.concurrency,
      signal,
      onProgress: ({ done, of, passed }) => progress.update({ done, of, note: `${passed} solved` }),
      onWarning: warn,
    })
  } finally {
    progress.end()
    await engine.close()
  }
}

/** What a run depends on besides its parts: it is resumed only with the same. */
const settingsOf = (options: EvalOptions, { vision }: Engine) => ({
  rounds: options.rounds,
  samples: options.samples ?? null,
  limit: options.limit ?? null,
  only: options.only,
  ...(vision && {
    candidates: options.candidates,
    backend: `${vision.backend.name} ${vision.backend.version}`,
    programs: options.programs ?? null,
    injector: options.programs === 'injected' ? options.injector : null,
    count: options.count,
    fallback: options.fallback ?? false,
  }),
})

/** The first `limit` tasks, or those named by `only`. */
const narrowed = (benchmark: Benchmark, { limit = Infinity, only }: EvalOptions): Benchmark => ({
  ...benchmark,
  async *tasks(execute) {
    let count = 0
    for await (const task of benchmark.tasks(execute)) {
      if (only.length > 0 && !only.includes(task.id)) continue
      if (count++ >= limit) return
      yield task
    }
  },
})
