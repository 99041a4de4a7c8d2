import { entryOf, exporters } from '../../catalog.ts'
import type { Trace } from '../../core/trace.ts'
import type { RowForm } from '../../export/exporter.ts'
import type { ExitCode } from '../exit-code.ts'
import { exitCodes } from '../exit-code.ts'
import { findRun } from '../input/find-run.ts'
import { counted } from '../output/counted.ts'
import { lineSink } from '../output/line-sink.ts'

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
  const sink = await lineSink(options.out)
  const { run, warnings } = await store.read(id)
  for (const warning of warnings) process.stderr.write(`faultline: ${warning}\n`)
  const trace = async (artifact: string) => JSON.parse(await store.artifact(id, artifact)) as Trace
  let count = 0
  try {
    for await (const row of exporter.rows({ run, trace })) {
      await sink.write(JSON.stringify(row))
      count++
    }
  } finally {
    await sink.close()
  }
  process.stderr.write(`faultline: ${counted(count, 'row')} of ${counted(run.tasks.length, 'task')}\n`)
  if (count === 0)
    process.stderr.write(
      'faultline: rows need graded visual tasks whose traces were kept: faultline eval … --keep-traces\n',
    )
  return count > 0 ? exitCodes.ok : exitCodes.failed
}
