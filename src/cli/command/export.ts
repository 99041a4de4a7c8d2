import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { entryOf, exporters } from '../../catalog.ts'
import { EngineError } from '../../core/engine-error.ts'
import type { Json } from '../../core/json.ts'
import type { Trace } from '../../core/trace.ts'
import type { RowForm } from '../../export/exporter.ts'
import type { ExitCode } from '../exit-code.ts'
import { exitCodes } from '../exit-code.ts'
import { findRun } from '../input/find-run.ts'

export interface ExportOptions {
  readonly format: string
  readonly form: RowForm
  readonly out?: string
  readonly runs: string
}

/** `faultline export last --format vdebugger-critic --out rows.jsonl`: exit code 1 where the run gives no rows. */
export async function exportRun(name: string, options: ExportOptions): Promise<ExitCode> {
  const exporter = await entryOf(exporters, 'format', options.format).load({ form: options.form })
  const { store, id } = await findRun(name, options.runs)
  const { run, warnings } = await store.read(id)
  for (const warning of warnings) process.stderr.write(`faultline: ${warning}\n`)
  const trace = async (artifact: string) => JSON.parse(await store.artifact(id, artifact)) as Trace
  const count = await written(exporter.rows({ run, trace }), options.out)
  process.stderr.write(`faultline: ${count} rows of ${run.tasks.length} tasks\n`)
  if (count === 0)
    process.stderr.write(
      'faultline: rows need graded visual tasks whose traces were kept: faultline eval … --keep-traces\n',
    )
  return count > 0 ? exitCodes.ok : exitCodes.failed
}

async function written(rows: AsyncIterable<Readonly<Record<string, Json>>>, path: string | undefined): Promise<number> {
  const sink = path === undefined ? process.stdout : createWriteStream(path)
  const failed = path === undefined ? undefined : once(sink, 'error').then(([error]) => Promise.reject(error as Error))
  failed?.catch(() => undefined)
  let count = 0
  try {
    for await (const row of rows) {
      if (!sink.write(`${JSON.stringify(row)}\n`))
        await Promise.race([once(sink, 'drain'), ...(failed ? [failed] : [])])
      count++
    }
    if (sink !== process.stdout)
      await new Promise<void>((resolve, reject) =>
        sink.end((error?: Error | null) => (error ? reject(error) : resolve())),
      )
  } catch (error) {
    throw new EngineError('usage', `cannot write ${path}: ${(error as Error).message}`, { cause: error })
  }
  return count
}
