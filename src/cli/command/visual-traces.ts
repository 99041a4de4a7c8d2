import type { Execution } from '../../core/execution.ts'
import type { Trace } from '../../core/trace.ts'
import type { AttemptRun, TaskRun } from '../../record/run.ts'

/** What the first and the submitted program of a task did, watched. */
export interface VisualTraces {
  readonly before?: Execution
  readonly after?: Execution
}

/** Executions of a task with the traces that were kept beside its log. */
export async function tracesOf(
  { attempts, submitted }: TaskRun,
  artifact: (id: string) => Promise<string>,
): Promise<VisualTraces> {
  const [first] = attempts
  const last = attempts.find(({ id }) => id === submitted?.attemptId) ?? first
  const [before, after] = await Promise.all([first, last].map((attempt) => watched(attempt, artifact)))
  return { ...(before && { before }), ...(after && { after }) }
}

async function watched(
  attempt: AttemptRun | undefined,
  artifact: (id: string) => Promise<string>,
): Promise<Execution | undefined> {
  const execution = attempt?.executions.at(-1)
  const kept = attempt?.traces?.['entry']
  if (execution === undefined || kept === undefined) return execution
  return { ...execution, trace: JSON.parse(await artifact(kept)) as Trace }
}
