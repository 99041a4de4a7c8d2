import { visualBenchmarks } from '../../catalog.ts'
import type { Benchmark } from '../../core/benchmark.ts'
import type { Run } from '../../record/run.ts'
import { summarize } from '../../report/summarize.ts'
import { visualSummary } from '../../report/visual-summary.ts'
import { run } from '../../run/run.ts'
import { openStore } from '../../store/open-store.ts'
import { exitCodes } from '../exit-code.ts'
import type { ExitCode } from '../exit-code.ts'
import { findRun } from '../input/find-run.ts'
import { openBenchmark, warn } from '../open-benchmark.ts'
import type { BenchmarkFlags } from '../open-benchmark.ts'
import type { Engine, PartNames } from '../open-engine.ts'
import { budgetOf, codeParts, openEngine, visualParts } from '../open-engine.ts'
import { limitsOf } from '../open-runtime.ts'
import { ofEachTask } from '../open-vision.ts'
import { colorsFor } from '../output/colors.ts'
import { progressLine } from '../output/progress-line.ts'
import { writeSampleResults } from '../output/sample-results.ts'
import { summaryJson } from '../output/summary-json.ts'
import { summaryText } from '../output/summary-text.ts'
import { visualSummaryText } from '../output/visual-summary-text.ts'
import { runName } from '../run-name.ts'

export interface EvalOptions extends BenchmarkFlags {
  readonly keepTraces?: true
  readonly concurrency: number
  readonly resume?: string
  readonly json?: true
}

/** `faultline eval quixbugs --data DIR --strategy repair`: exit code 0 when every task is solved. */
export async function evaluate(name: string, options: EvalOptions, signal: AbortSignal): Promise<ExitCode> {
  const visual = visualBenchmarks.has(name)
  const defaults = visual ? visualParts : { ...codeParts, strategy: 'single' }
  const benchmark = await openBenchmark(name, options, defaults)
  const startMs = performance.now()
  const id = options.resume === undefined ? runName(name) : (await findRun(options.resume, options.runs)).id
  const result = await runBenchmark(benchmark, id, { options, signal, defaults }).catch((error: unknown) => {
    if (signal.aborted) warn(`what is done is kept: go on with the same options and --resume ${id}`)
    throw error
  })
  const summary = summarize(result)
  const figures = visual ? visualSummary(result, { seed: options.seed }) : undefined
  const seconds = (performance.now() - startMs) / 1000
  const written = options.samples === undefined ? undefined : await writeSampleResults(options.samples, result)
  const facts = { seconds, run: id, ...(written !== undefined && { results: written }) }
  if (options.json)
    process.stdout.write(
      `${JSON.stringify({ benchmark: name, ...summaryJson(summary, figures), ...facts }, null, 2)}\n`,
    )
  else {
    const colors = colorsFor(process.stdout, process.env)
    if (figures !== undefined) process.stdout.write(visualSummaryText(name, figures, { ...facts, summary, colors }))
    else process.stdout.write(summaryText(name, summary, { ...facts, colors }))
  }
  if (summary.failed > 0 || summary.undecided > 0) return exitCodes.engine
  return summary.solved === summary.of ? exitCodes.ok : exitCodes.failed
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
      parts: { ...engine.parts, ...(engine.vision && { tools: ofEachTask(engine.vision.tools) }) },
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
