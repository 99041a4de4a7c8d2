import type { Task } from '../core/task.ts'
import type { Run } from '../record/run.ts'
import { solve } from '../run/solve.ts'
import { openStore } from '../store/open-store.ts'
import type { Engine, SearchFlags } from './open-engine.ts'
import { budgetOf } from './open-engine.ts'
import { limitsOf } from './open-runtime.ts'
import { progressLine } from './output/progress-line.ts'
import { runName } from './run-name.ts'

/** Solves one task, kept with its traces, while a line on a terminal counts the programs that are tried. */
export async function solveShown(
  task: Task,
  engine: Engine,
  { options, signal }: { readonly options: SearchFlags; readonly signal: AbortSignal },
): Promise<{ readonly id: string; readonly run: Run }> {
  const progress = progressLine(process.stderr)
  const id = runName(task.id)
  let tried = 0
  try {
    const { run } = await solve(task, engine.parts, {
      store: openStore(options.runs),
      id,
      cache: engine.cache,
      budget: budgetOf(options),
      seed: options.seed,
      limits: limitsOf(options),
      reuse: options.reuse ?? false,
      keepTraces: true,
      signal,
      onEvent: ({ type }) => {
        if (type === 'candidate.executed') progress.update({ done: ++tried, unit: 'programs tried' })
      },
    })
    return { id, run }
  } finally {
    progress.end()
  }
}
