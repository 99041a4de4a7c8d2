import { benchmarks, entryOf } from '../../catalog.ts'
import type { Benchmark } from '../../core/benchmark.ts'
import type { Run } from '../../record/run.ts'
import { summarize } from '../../report/summarize.ts'
import { run } from '../../run/run.ts'
import { openStore } from '../../store/open-store.ts'
import { exitCodes } from '../exit-code.ts'
import type { ExitCode } from '../exit-code.ts'
import { budgetOf, openEngine } from '../open-engine.ts'
import type { SearchFlags } from '../open-engine.ts'
import { limitsOf } from '../open-runtime.ts'
import { colorsFor } from '../output/colors.ts'
import { progressLine } from '../output/progress-line.ts'
import { summaryText } from '../output/summary-text.ts'
import { writeSampleResults } from '../output/sample-results.ts'
import { runName } from '../run-name.ts'

export interface EvalOptions extends SearchFlags {
  readonly data: string
  readonly samples?: string
  readonly limit?: number
  readonly only: readonly string[]
  readonly concurrency: number
  readonly resume?: string
  readonly json?: true
}

/** `faultline eval quixbugs --data DIR --strategy repair`: exit code 0 when every task is solved. */
export async function evaluate(name: string, options: EvalOptions, signal: AbortSignal): Promise<ExitCode> {
  const entry = entryOf(benchmarks, 'benchmark', name)
  const showChecks = options.strategy !== 'single'
  const benchmark = narrowed(
    await entry.load({
      data: options.data,
      showChecks,
      ...(options.samples !== undefined && { samples: options.samples }),
    }),
    options,
  )
  const startMs = performance.now()
  const id = options.resume ?? runName(name)
  const result = await runBenchmark(benchmark, id, { options, signal })
  const summary = summarize(result)
  const seconds = (performance.now() - startMs) / 1000
  const written = options.samples === undefined ? undefined : await writeSampleResults(options.samples, result)
  const facts = { seconds, run: id, ...(written !== undefined && { results: written }) }
  if (options.json) process.stdout.write(`${JSON.stringify({ benchmark: name, ...summary, ...facts }, null, 2)}\n`)
  else process.stdout.write(summaryText(name, summary, { ...facts, colors: colorsFor(process.stdout, process.env) }))
  if (summary.failed > 0 || summary.undecided > 0) return exitCodes.engine
  return summary.solved === summary.of ? exitCodes.ok : exitCodes.failed
}

async function runBenchmark(
  benchmark: Benchmark,
  id: string,
  { options, signal }: { readonly options: EvalOptions; readonly signal: AbortSignal },
): Promise<Run> {
  // Nobody reads what critics say of a program that is only graded.
  const engine = await openEngine(options.strategy === 'single' ? { ...options, critic: [] } : options)
  const progress = progressLine(process.stderr)
  try {
    return await run({
      benchmark,
      parts: engine.parts,
      store: openStore(options.runs),
      id,
      settings: {
        rounds: options.rounds,
        samples: options.samples ?? null,
        limit: options.limit ?? null,
        only: options.only,
      },
      cache: engine.cache,
      budget: budgetOf(options),
      seed: options.seed,
      limits: limitsOf(options),
      reuse: options.reuse ?? false,
      concurrency: options.concurrency,
      signal,
      onProgress: ({ done, of, passed }) => progress.update({ done, of, note: `${passed} solved` }),
      onWarning: (warning) => process.stderr.write(`faultline: ${warning}\n`),
    })
  } finally {
    progress.end()
    await engine.close()
  }
}

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
