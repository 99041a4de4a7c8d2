import type { Benchmark } from '../../core/benchmark.ts'
import { EngineError } from '../../core/engine-error.ts'
import type { Task } from '../../core/task.ts'
import type { VisualSecret } from './grade-visual.ts'
import { gradeVisual } from './grade-visual.ts'
import { injected } from './injected.ts'
import { programText } from './program-text.ts'
import type { Seeds } from './seeds.ts'
import { openSeeds } from './seeds.ts'
import type { VisualOptions } from './visual-options.ts'
import type { VisualRow } from './visual-row.ts'
import { taskOfRow } from './visual-row.ts'

/** A visual data set as a benchmark: a task for each row and program; gold answers stay here. */
export function visualBenchmark(name: string, rows: () => AsyncIterable<VisualRow>, options: VisualOptions): Benchmark {
  if (options.programs === 'injected')
    return injected(visualBenchmark(name, rows, { ...options, programs: 'gold' }), options)
  const secrets = new Map<string, VisualSecret>()
  return {
    name,
    async *tasks() {
      const seeds = await openSeeds(name, options)
      const gold = (await options.gold?.()) ?? new Map<string, string>()
      let read = 0
      let unprogrammed = 0
      for await (const row of rows()) {
        read++
        const found = tasksOfRow(row, seeds, gold)
        if (found.length === 0) unprogrammed++
        for (const { task, secret } of found) {
          secrets.set(task.id, secret)
          yield task
        }
      }
      if (read === 0) throw new EngineError('usage', `${name} has no rows of this split in ${options.data}`)
      warn({ name, read, unprogrammed, unknown: seeds?.unused() ?? [] }, options)
    },
    grade(task, submitted, execute) {
      const secret = secrets.get(task.id)
      if (secret === undefined) throw new Error(`no such ${name} task: ${task.id}`)
      const { fallback = false } = options
      return gradeVisual(task, submitted, { ...secret, execute, fallback })
    },
  }
}

interface SecretTask {
  readonly task: Task
  readonly secret: VisualSecret
}

/** The second program of a row is the task `id#2`. */
function tasksOfRow(row: VisualRow, seeds: Seeds | undefined, golds: ReadonlyMap<string, string>): SecretTask[] {
  const known = golds.get(row.id) ?? (row.group === undefined ? undefined : golds.get(row.group))
  const goldProgram = known === undefined ? undefined : programText(known, row.visual.header).source
  const secret: VisualSecret = { gold: row.gold, ...(goldProgram !== undefined && { goldProgram }) }
  if (seeds === undefined) return [{ task: taskOfRow(row), secret }]
  return seeds.of(row).map(({ source, faultLines }, index) => ({
    task: taskOfRow({ id: index === 0 ? row.id : `${row.id}#${index + 1}`, visual: row.visual }, source),
    secret: faultLines === undefined ? secret : { ...secret, faultLines },
  }))
}

interface Counts {
  readonly name: string
  readonly read: number
  readonly unprogrammed: number
  readonly unknown: readonly string[]
}

function warn({ name, read, unprogrammed, unknown }: Counts, { onWarning, programs, data }: VisualOptions): void {
  const named = unknown.slice(0, 5).join(', ') + (unknown.length > 5 ? ', …' : '')
  // The gold programs are for a whole data set, of which a folder may hold a part.
  const isGold = programs === 'gold'
  if (unprogrammed === read)
    throw new EngineError(
      'usage',
      isGold
        ? `no gold program is for one of the ${read} rows of ${name} in ${data}: give programs of your own with --programs FILE.jsonl`
        : `none of the programs fits a row of ${name}: their identifiers (${named}) must be those of the rows`,
    )
  if (unknown.length > 0 && !isGold) onWarning?.(`there are programs for what is no row of ${name}: ${named}`)
  if (unprogrammed > 0) onWarning?.(`${unprogrammed} of ${read} rows of ${name} have no program and were left out`)
}
