import { passes } from '../core/attempt.ts'
import type { Grade } from '../core/benchmark.ts'
import type { Execution, Integrity, Outcome } from '../core/execution.ts'
import type { Blame } from '../core/feedback.ts'
import type { AttemptRun, TaskRun } from '../record/run.ts'
import { blameOf } from './blame-rank.ts'

/** What became of one task, for a person or as JSON: the same whether it has just ended or is read from its log. */
export interface TaskReport {
  readonly task: string
  /**
   * By the checks that were shown. `passed`: there was nothing to mend. `undecided`: the sandbox was at fault, so nothing
   * is known. `unchecked`: no check was shown.
   */
  readonly verdict: 'passed' | 'mended' | 'not mended' | 'undecided' | 'unchecked' | 'failed'
  /** By the benchmark's hidden tests, where there are some: in its words. */
  readonly grade?: Pick<Grade, 'verdict' | 'message'>
  readonly runtime: string
  /** Of the checks together: the weakest. */
  readonly integrity: Integrity
  readonly checks: readonly CheckReport[]
  /** Why the program as it was could not run at all. */
  readonly rejected?: Extract<Outcome, { kind: 'rejected' }>
  /** Most suspect first. */
  readonly blame: readonly BlameReport[]
  /** Who blamed. */
  readonly critic?: string
  /** What was changed, in words. */
  readonly note?: string
  /** The program as it was, and as it is now (equal where nothing was mended). */
  readonly before: string
  readonly after: string
  /** Other mends that pass every check and behave differently. */
  readonly rivals: readonly string[]
  readonly attempts: number
  readonly executions: number
  /** Besides those: answered from the cache. */
  readonly cachedExecutions: number
  readonly seconds: number
  readonly message?: string
}

export interface CheckReport {
  readonly id: string
  readonly before: string
  readonly after?: string
  /** What the check said of the program as it was. */
  readonly message?: string
}

export interface BlameReport {
  readonly line: number
  readonly column: number
  readonly source: string
  readonly weight: number
  readonly reason: string
  readonly evidence: readonly string[]
}

export function reportTask(task: TaskRun): TaskReport {
  const first = task.attempts[0]
  const last = submittedAttempt(task)
  const before = first?.program.source ?? ''
  const [old, now] = [first?.executions.at(-1), last === first ? undefined : last?.executions.at(-1)]
  const suspects = blameOf(first?.feedback ?? [])
  const rejected = rejectionOf(old)
  const critic = first?.feedback.find(({ blame }) => blame === suspects)?.from
  return {
    task: task.id,
    verdict: verdictOf(task, first, last),
    ...(task.grade && { grade: { verdict: task.grade.verdict, message: task.grade.message } }),
    runtime: old?.runtime ?? '',
    integrity: weakest(old),
    checks: checksOf(old, now),
    ...(rejected && { rejected }),
    blame: suspects.map((blame) => reportBlame(blame, before)),
    ...(critic !== undefined && suspects.length > 0 && { critic }),
    ...(last !== first && last?.note !== undefined && { note: last.note }),
    before,
    after: last?.program.source ?? before,
    rivals: last !== first ? (last?.rivals ?? []) : [],
    attempts: task.attempts.length,
    executions: task.spent.executions,
    cachedExecutions: task.spent.cachedExecutions,
    seconds: ((task.endedAtMs ?? task.startedAtMs) - task.startedAtMs) / 1000,
    ...(task.failure && { message: task.failure.message }),
  }
}

const submittedAttempt = ({ attempts, submitted }: TaskRun): AttemptRun | undefined =>
  attempts.find(({ id }) => id === submitted?.attemptId) ?? attempts[0]

function verdictOf(task: TaskRun, first?: AttemptRun, last?: AttemptRun): TaskReport['verdict'] {
  if (task.failure !== undefined || first === undefined) return 'failed'
  if (task.checks === 0) return 'unchecked'
  if (passes(first)) return 'passed'
  if (last !== undefined && passes(last)) return 'mended'
  const checks = first.executions.at(-1)?.checks ?? []
  return checks.some(({ verdict }) => verdict === 'fail') ? 'not mended' : 'undecided'
}

function checksOf(old: Execution | undefined, now: Execution | undefined): CheckReport[] {
  const after = new Map(now?.checks.map(({ checkId, verdict }) => [checkId, verdict]))
  return (old?.checks ?? []).map(({ checkId, verdict, message }) => {
    const next = after.get(checkId)
    return {
      id: checkId,
      before: verdict,
      ...(next !== undefined && { after: next }),
      ...(message !== undefined && { message }),
    }
  })
}

const rejectionOf = (execution: Execution | undefined): TaskReport['rejected'] =>
  execution?.checks.flatMap(({ outcome }) => (outcome.kind === 'rejected' ? [outcome] : []))[0]

function weakest(execution: Execution | undefined): Integrity {
  const all = execution?.checks.map(({ integrity }) => integrity) ?? []
  return (['in-process', 'reused'] as const).find((integrity) => all.includes(integrity)) ?? 'split'
}

export function reportBlame({ span, weight, reason, evidence }: Blame, source: string): BlameReport {
  return {
    line: span.from.line,
    column: span.from.column,
    source: textAt(source, span),
    weight,
    reason,
    evidence: evidence.map(({ checkId, text }) => `${checkId}: ${text}`),
  }
}

/** The blamed text; of several lines the first, with a mark. */
function textAt(source: string, { from, to }: Blame['span']): string {
  const line = [...(source.split('\n')[from.line - 1] ?? '')]
  if (to.line > from.line)
    return `${line
      .slice(from.column - 1)
      .join('')
      .trim()} …`
  return line.slice(from.column - 1, to.column - 1).join('')
}
