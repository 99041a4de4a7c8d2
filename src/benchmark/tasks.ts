import { z } from 'zod'
import type { Benchmark } from '../core/benchmark.ts'
import { EngineError } from '../core/engine-error.ts'
import { parseJson } from '../core/json.ts'
import type { Check, Task } from '../core/task.ts'
import { callShape } from './call-shape.ts'
import { gradeChecks } from './grade-checks.ts'
import { readJsonl } from './read-jsonl.ts'

const id = z.string().optional()
const checkShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), id, function: z.string(), ...callShape }),
  z.object({ kind: z.literal('assert'), id, source: z.string() }),
  z.object({ kind: z.literal('stdio'), id, stdin: z.string(), stdout: z.string() }),
  z.object({ kind: z.literal('script'), id, source: z.string() }),
  z.object({ kind: z.literal('test'), id, source: z.string(), name: z.string() }),
  z.object({ kind: z.literal('doctest'), id, source: z.string(), want: z.string() }),
])

const taskShape = z.object({
  id: z.string(),
  prompt: z.string().default(''),
  module: z.string().default('solution'),
  entry: z.string().optional(),
  modules: z.record(z.string(), z.string()).optional(),
  /** The program to grade or to mend. */
  program: z.string().optional(),
  /** Shown to the solver. */
  checks: z.array(checkShape).default([]),
  /** For the grade alone; without them the shown checks grade. */
  hidden: z.array(checkShape).default([]),
})
type TaskRecord = z.infer<typeof taskShape>

export interface TasksOptions {
  /** A JSONL file, a task a line: `id`, `prompt`, `program`, `checks`, `hidden`, `entry`, `module`, `modules`. */
  readonly data: string
}

/** Tasks of your own, from a JSONL file. */
export function tasks({ data }: TasksOptions): Benchmark {
  const records = new Map<string, TaskRecord>()
  return {
    name: 'tasks',
    async *tasks() {
      for await (const record of readJsonl(data, taskShape, parseJson)) {
        if (records.has(record.id)) throw new EngineError('usage', `${data} has two tasks with the id ${record.id}`)
        if (record.checks.length + record.hidden.length === 0)
          throw new EngineError('usage', `the task ${record.id} of ${data} has no checks: nothing could be graded`)
        const repeated = repeatedId(checksOf(record))
        if (repeated !== undefined)
          throw new EngineError('usage', `the task ${record.id} of ${data} has two checks with the id ${repeated}`)
        records.set(record.id, record)
        yield taskOf(record)
      }
    },
    async grade(task, submitted, execute) {
      const record = records.get(task.id)
      if (record === undefined) throw new Error(`no such task: ${task.id}`)
      const checks = checksOf(record)
      const { checks: results } = await execute(submitted, {
        checks,
        module: task.module,
        ...(task.modules && { modules: task.modules }),
      })
      return gradeChecks(results, checks.length)
    },
  }
}

const taskOf = ({ program, hidden: _hidden, checks, entry, modules, ...record }: TaskRecord): Task => ({
  ...record,
  language: 'python',
  checks: numbered(checks, 'check'),
  ...(entry !== undefined && { entry }),
  ...(modules !== undefined && { modules }),
  ...(program !== undefined && { seed: program }),
})

const checksOf = ({ checks, hidden }: TaskRecord): Check[] => [
  ...numbered(checks, 'check'),
  ...numbered(hidden, 'hidden'),
]

const repeatedId = (checks: readonly Check[]): string | undefined =>
  checks.find(({ id: own }, index) => checks.findIndex((other) => other.id === own) < index)?.id

const numbered = (checks: TaskRecord['checks'], word: string): Check[] =>
  checks.map((check, index) => ({ ...check, id: check.id ?? `${word} ${index + 1}` }) as Check)
