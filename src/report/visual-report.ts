import { returned } from '../core/attempt.ts'
import type { Grade } from '../core/benchmark.ts'
import type { Feedback } from '../core/feedback.ts'
import { probabilityOf } from '../core/feedback.ts'
import type { VisualTask } from '../core/visual.ts'
import type { AttemptRun, TaskRun } from '../record/run.ts'
import { publishedResult } from '../trace/published.ts'
import { suspectsOf } from './blame-rank.ts'
import { endingOf } from './visual-ending.ts'
import type { BlameReport } from './task-report.ts'
import { reportBlame } from './task-report.ts'

/** What became of one visual program. The critics decide: nothing else says whether an answer is right. */
export interface VisualReport {
  readonly task: string
  readonly question: string
  readonly images: readonly string[]
  /** `passed`: the critics had nothing against the program. `improved`: they believe the mend more, but not enough. */
  readonly verdict: 'passed' | 'mended' | 'improved' | 'not mended' | 'failed'
  /** What the submitted program answers; `answerBefore` what the first one did. Absent where there is no answer. */
  readonly answer?: string
  readonly answerBefore?: string
  /** How the submitted (the first) program ended, where it gave no answer: `raised KeyError: 'left' (line 3)`. */
  readonly ended?: string
  readonly endedBefore?: string
  /** That the first and the submitted program are right, from 0 to 1, by all critics together. */
  readonly probabilityBefore?: number
  readonly probability?: number
  /** What the critics say of the first program. */
  readonly critics: readonly Pick<Feedback, 'from' | 'verdict' | 'probability' | 'message'>[]
  readonly blame: readonly BlameReport[]
  readonly note?: string
  readonly before: string
  readonly after: string
  readonly rivals: readonly string[]
  readonly runtime: string
  /** Calls of the toolset that the first program made. */
  readonly calls: number
  readonly attempts: number
  readonly executions: number
  readonly cachedExecutions: number
  readonly seconds: number
  readonly grade?: Grade
  readonly message?: string
}

export function reportVisual(task: TaskRun & { readonly visual: VisualTask }): VisualReport {
  const first = task.attempts[0]
  const last = task.attempts.find(({ id }) => id === task.submitted?.attemptId) ?? first
  const changed = last !== undefined && first !== undefined && last.program.id !== first.program.id
  const before = first?.program.source ?? ''
  const execution = first?.executions.at(-1)
  return {
    task: task.id,
    question: task.visual.question,
    images: task.visual.images,
    verdict: verdictOf(task, first, last),
    ...answersOf(first, last),
    critics: (first?.feedback ?? []).map(({ from, verdict, probability, message }) => ({
      from,
      verdict,
      probability,
      message,
    })),
    blame: suspectsOf(first?.feedback ?? []).map((blame) => reportBlame(blame, before)),
    ...(changed && last.note !== undefined && { note: last.note }),
    before,
    after: last?.program.source ?? before,
    rivals: changed ? (last.rivals ?? []) : [],
    runtime: execution?.runtime ?? '',
    calls: (execution?.tools?.calls.length ?? 0) + (execution?.tools?.dropped ?? 0),
    attempts: task.attempts.length,
    executions: task.spent.executions,
    cachedExecutions: task.spent.cachedExecutions,
    seconds: ((task.endedAtMs ?? task.startedAtMs) - task.startedAtMs) / 1000,
    ...(task.grade && { grade: task.grade }),
    ...(task.failure && { message: task.failure.message }),
  }
}

const answersOf = (first?: AttemptRun, last?: AttemptRun) => {
  const [old, now] = [first?.executions.at(-1), last?.executions.at(-1)]
  return {
    ...(old &&
      (old.outcome.kind === 'returned'
        ? { answerBefore: publishedResult(old) }
        : { endedBefore: endingOf(old.outcome) })),
    ...(now && (now.outcome.kind === 'returned' ? { answer: publishedResult(now) } : { ended: endingOf(now.outcome) })),
    ...(first && first.feedback.length > 0 && { probabilityBefore: probabilityOf(first.feedback) }),
    ...(last && last.feedback.length > 0 && { probability: probabilityOf(last.feedback) }),
  }
}

function verdictOf(task: TaskRun, first?: AttemptRun, last?: AttemptRun): VisualReport['verdict'] {
  if (task.failure !== undefined || first === undefined || last === undefined) return 'failed'
  if (believed(first)) return 'passed'
  if (last.program.id === first.program.id) return 'not mended'
  return believed(last) ? 'mended' : 'improved'
}

/** It gives an answer, and no critic fails it. */
const believed = (attempt: AttemptRun): boolean =>
  returned(attempt) && attempt.feedback.every(({ verdict }) => verdict !== 'fail')
