import { basename, dirname } from 'node:path'
import { EngineError } from '../../core/engine-error.ts'
import { summarize } from '../../report/summarize.ts'
import { reportTask } from '../../report/task-report.ts'
import { openStore } from '../../store/open-store.ts'
import type { DiskStore } from '../../store/open-store.ts'
import { exitCodes } from '../exit-code.ts'
import type { ExitCode } from '../exit-code.ts'
import { colorsFor } from '../output/colors.ts'
import { unifiedDiff } from '../output/diff-text.ts'
import { summaryText } from '../output/summary-text.ts'
import { taskText } from '../output/task-text.ts'

export interface ShowOptions {
  readonly runs: string
  readonly json?: true
}

/** `faultline show RUN [TASK]`: the run is a name, a folder, or `last`. */
export async function show(name: string, taskId: string | undefined, { runs, json }: ShowOptions): Promise<ExitCode> {
  const isFolder = name.includes('/')
  const store = openStore(isFolder ? dirname(name) : runs)
  const id = isFolder ? basename(name) : name === 'last' ? await latest(store, runs) : name
  if (!(await store.has(id)))
    throw new EngineError('usage', `there is no run ${name} in ${isFolder ? dirname(name) : runs}`)
  const { run, warnings } = await store.read(id)
  for (const warning of warnings) process.stderr.write(`faultline: ${warning}\n`)
  const colors = colorsFor(process.stdout, process.env)
  const only = run.tasks.length === 1 ? run.tasks[0] : undefined
  const task = taskId === undefined ? only : run.tasks.find((one) => one.id === taskId)
  if (taskId !== undefined && task === undefined)
    throw new EngineError(
      'usage',
      `the run ${id} has no task ${taskId}; it has ${run.tasks
        .map((one) => one.id)
        .slice(0, 20)
        .join(', ')}`,
    )
  if (task === undefined) {
    const summary = summarize(run)
    process.stdout.write(
      json
        ? `${JSON.stringify({ run: id, ...summary }, null, 2)}\n`
        : summaryText(id, summary, { run: `${id} TASK`, colors }),
    )
    return exitCodes.ok
  }
  const report = reportTask(task)
  const path = `${task.id.replaceAll('/', '_')}.py`
  const diff = unifiedDiff(report.before, report.after, path)
  process.stdout.write(
    json ? `${JSON.stringify({ run: id, ...report, diff }, null, 2)}\n` : taskText(report, path, colors),
  )
  return exitCodes.ok
}

async function latest(store: DiskStore, runs: string): Promise<string> {
  const [newest] = await store.list()
  if (newest === undefined) throw new EngineError('usage', `there are no runs in ${runs} yet`)
  return newest.id
}
