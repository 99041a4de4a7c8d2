import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { readJsonl } from '../../benchmark/read-jsonl.ts'
import type { Run } from '../../record/run.ts'

/**
 * Writes what the human-eval harness writes beside a samples file: `<samples>_results.jsonl`, each sample with
 * `result` and `passed`, in the order of the samples. A sample without a grade has neither. Returns the path.
 */
export async function writeSampleResults(samples: string, run: Run): Promise<string> {
  const grades = new Map(run.tasks.map((task) => [task.id, task.grade]))
  const seen = new Map<string, number>()
  const lines: string[] = []
  for await (const sample of readJsonl(samples, z.looseObject({ task_id: z.string() }))) {
    const number = (seen.get(sample.task_id) ?? 0) + 1
    seen.set(sample.task_id, number)
    const grade = grades.get(number === 1 ? sample.task_id : `${sample.task_id}#${number}`)
    const result =
      grade === undefined || grade.verdict === 'undecided'
        ? {}
        : { result: grade.message, passed: grade.verdict === 'pass' }
    lines.push(JSON.stringify({ ...sample, ...result }))
  }
  const path = `${samples.replace(/\.gz$/, '')}_results.jsonl`
  await writeFile(path, lines.map((line) => `${line}\n`).join(''))
  return path
}
