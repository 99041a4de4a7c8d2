import { EngineError } from '../../core/engine-error.ts'
import type { Run, TaskRun } from '../../record/run.ts'
import { summarize } from '../../report/summarize.ts'
import { reportTask } from '../../report/task-report.ts'
import { reportVisual } from '../../report/visual-report.ts'
import { visualSummary } from '../../report/visual-summary.ts'
import { exitCodes } from '../exit-code.ts'
import type { ExitCode } from '../exit-code.ts'
import type { FoundRun } from '../input/find-run.ts'
import { findRun } from '../input/find-run.ts'
import { colorsFor } from '../output/colors.ts'
import { unifiedDiff } from '../output/diff-text.ts'
import { summaryJson } from '../output/summary-json.ts'
import { summaryText } from '../output/summary-text.ts'
import { taskText } from '../output/task-text.ts'
import { visualSummaryText } from '../output/visual-summary-text.ts'
import { visualText } from '../output/visual-text.ts'
import { tracesOf } from './visual-traces.ts'

export interface ShowOptions {
  readonly runs: string
  readonly json?: boolean
}

/** `faultline show RUN [TASK]`: the run is a name, a folder, or `last`. */
export async function show(
  name: string,
  taskId: string | undefined,
  { runs, json = false }: ShowOptions,
): Promise<ExitCode> {
  const found = await findRun(name, runs)
  const { run, warnings } = await found.store.read(found.id)
  for (const warning of warnings) process.stderr.write(`faultline: ${warning}\n`)
  const only = run.tasks.length === 1 ? run.tasks[0] : undefined
  const task = taskId === undefined ? only : taskOf(run, taskId)
  process.stdout.write(task === undefined ? runText(run, json) : await textOf(task, found, json))
  return exitCodes.ok
}

function taskOf(run: Run, taskId: string): TaskRun {
  const task = run.tasks.find(({ id }) => id === taskId)
  if (task !== undefined) return task
  const some = run.tasks.slice(0, 20).map(({ id }) => id)
  throw new EngineError('usage', `the run ${run.id} has no task ${taskId}; it has ${some.join(', ')}`)
}

function runText(run: Run, json: boolean): string {
  const summary = summarize(run)
  const colors = colorsFor(process.stdout, process.env)
  const figures = run.tasks.some(({ visual }) => visual !== undefined)
    ? visualSummary(run, { seed: seedOf(run) })
    : undefined
  if (json) return `${JSON.stringify({ run: run.id, ...summaryJson(summary, figures) }, null, 2)}\n`
  if (figures !== undefined) {
    const ends = run.tasks.map(({ startedAtMs, endedAtMs = startedAtMs }) => endedAtMs)
    const seconds = (Math.max(...ends) - Math.min(...run.tasks.map(({ startedAtMs }) => startedAtMs))) / 1000
    return visualSummaryText(run.id, figures, { seconds, run: `${run.id} TASK`, summary, colors })
  }
  return summaryText(run.id, summary, { run: `${run.id} TASK`, colors })
}

/** The seed that the run was made with. */
function seedOf({ config }: Run): number {
  const seed = config !== null && typeof config === 'object' && 'seed' in config ? config.seed : 0
  return typeof seed === 'number' ? seed : 0
}

async function textOf(task: TaskRun, { store, id }: FoundRun, json: boolean): Promise<string> {
  const colors = colorsFor(process.stdout, process.env)
  const path = `${task.id.replaceAll('/', '_')}.py`
  if (task.visual !== undefined) {
    const report = reportVisual({ ...task, visual: task.visual })
    if (json) return `${JSON.stringify({ run: id, ...report }, null, 2)}\n`
    const traces = await tracesOf(task, (artifact) => store.artifact(id, artifact))
    return visualText(report, { path, run: `${id} ${task.id}`, traces }, colors)
  }
  const report = reportTask(task)
  if (!json) return taskText(report, path, colors)
  const diff = unifiedDiff(report.before, report.after, path)
  return `${JSON.stringify({ run: id, ...report, diff }, null, 2)}\n`
}
