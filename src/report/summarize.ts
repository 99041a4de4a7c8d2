import { passes } from '../core/attempt.ts'
import type { Run, TaskRun } from '../record/run.ts'
import { addSpent, nothingSpent } from '../record/run.ts'
import { blameRank } from './blame-rank.ts'
import { meanPassAtK } from './pass-at-k.ts'

/** What became of one task. `seems`: it passes what the solver saw and fails what was hidden. */
export type TaskVerdict = 'solved' | 'seems' | 'unsolved' | 'undecided' | 'failed' | 'unfinished'

export interface TaskSummary {
  readonly id: string
  readonly verdict: TaskVerdict
  readonly message: string
  /** It only seems right, and no visible check shows its fault. */
  readonly unshown?: true
  readonly attempts: number
  readonly executions: number
  readonly blameRank?: number
  readonly seconds: number
}

export interface RunSummary {
  readonly solved: number
  readonly of: number
  /** Passed every visible check, but not the hidden ones. */
  readonly seems: number
  /** Of those: the first program passed every visible check, so that there was no fault to mend. */
  readonly unshown: number
  /** No grade: the sandbox or the grader was at fault. */
  readonly undecided: number
  readonly failed: number
  /** Tasks whose fault lies in the first (first five) blamed places. Absent where no critic judged, or no fault line is known. */
  readonly blameTop1?: number
  readonly blameTop5?: number
  readonly passAtK: Readonly<Record<string, number>>
  readonly modelCalls: number
  readonly tokens: number
  readonly costUsd: number
  readonly executions: number
  readonly tasks: readonly TaskSummary[]
}

export function summarize(run: Run): RunSummary {
  const tasks = run.tasks.map(summarizeTask)
  const spent = run.tasks.reduce((sum, task) => addSpent(sum, task.spent), nothingSpent)
  const count = (verdict: TaskVerdict): number => tasks.filter((task) => task.verdict === verdict).length
  const ranked = run.tasks.some(
    ({ grade, attempts }) => grade?.faultLines !== undefined && attempts.some(({ feedback }) => feedback.length > 0),
  )
  const within = (rank: number): number =>
    tasks.filter((task) => task.blameRank !== undefined && task.blameRank <= rank).length
  return {
    solved: count('solved'),
    of: tasks.length,
    seems: count('seems'),
    unshown: tasks.filter((task) => task.unshown).length,
    undecided: count('undecided'),
    failed: count('failed'),
    ...(ranked && { blameTop1: within(1), blameTop5: within(5) }),
    passAtK: meanPassAtK(sampleCounts(tasks), [1, 10, 100]),
    modelCalls: spent.modelCalls,
    tokens: spent.inputTokens + spent.outputTokens,
    costUsd: spent.costUsd,
    executions: spent.executions,
    tasks,
  }
}

function summarizeTask(task: TaskRun): TaskSummary {
  const rank = blameRank(task)
  const verdict = verdictOf(task)
  return {
    id: task.id,
    verdict,
    ...(verdict === 'seems' && task.submitted?.attemptId === task.attempts[0]?.id && { unshown: true }),
    message: task.failure?.message ?? task.grade?.message ?? '',
    attempts: task.attempts.length,
    executions: task.spent.executions,
    ...(rank !== undefined && { blameRank: rank }),
    seconds: ((task.endedAtMs ?? task.startedAtMs) - task.startedAtMs) / 1000,
  }
}

function verdictOf({ failure, grade, submitted, attempts }: TaskRun): TaskVerdict {
  if (failure !== undefined) return 'failed'
  if (grade === undefined) return 'unfinished'
  if (grade.verdict === 'undecided') return 'undecided'
  if (grade.verdict === 'pass') return 'solved'
  const attempt = attempts.find(({ id }) => id === submitted?.attemptId)
  return attempt !== undefined && passes(attempt) ? 'seems' : 'unsolved'
}

/** Samples of one problem are tasks named `problem`, `problem#2`, …. */
function sampleCounts(tasks: readonly TaskSummary[]): { n: number; c: number }[] {
  const counts = new Map<string, { n: number; c: number }>()
  for (const { id, verdict } of tasks) {
    const key = id.replace(/#\d+$/, '')
    const count = counts.get(key) ?? { n: 0, c: 0 }
    counts.set(key, { n: count.n + 1, c: count.c + (verdict === 'solved' ? 1 : 0) })
  }
  return [...counts.values()]
}
