import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { readJsonl } from '../../benchmark/read-jsonl.ts'
import { EngineError } from '../../core/engine-error.ts'
import type { Task } from '../../core/task.ts'
import { visualQuestion } from './visual-question.ts'

const rowShape = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  question: z.string(),
  program: z.string(),
  /** Relative to the file. */
  images: z.array(z.string()).min(1),
})

/** A right program with its question; its images are paths relative to the file. */
export type InjectRow = z.infer<typeof rowShape>

/** All of them, so that a line that cannot be read is told before any work is done. Throws `EngineError` (usage). */
export async function readInjectRows(path: string): Promise<readonly InjectRow[]> {
  const rows: InjectRow[] = []
  for await (const row of readJsonl(path, rowShape)) rows.push(row)
  if (rows.length === 0) throw new EngineError('usage', `${path} has no programs in it`)
  return rows
}

/** `path` is that of the file. */
export function injectTask({ id, question, program, images }: InjectRow, path: string): Task {
  const found = images.map((image) => resolve(dirname(path), image))
  const visual = visualQuestion({ question, images: found, source: program })
  const prompt = `# ${visual.query}\n${visual.header}\n`
  return { id, prompt, language: 'python', module: 'program', entry: 'execute_command', checks: [], visual }
}
