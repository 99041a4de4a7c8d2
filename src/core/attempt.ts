import type { Execution } from './execution.ts'
import { allPass } from './execution.ts'
import type { Feedback } from './feedback.ts'
import { probabilityOf } from './feedback.ts'
import type { Program } from './program.ts'

/** One program that was tried: a node of the search. Lineage is parent links. */
export interface Attempt {
  readonly id: string
  readonly parentIds: readonly string[]
  readonly program: Program
  /** Why it was written, in the words of the part that wrote it. */
  readonly note?: string
  readonly executions: readonly Execution[]
  readonly feedback: readonly Feedback[]
}

/** It was run on the visible checks and passed all of them. */
export const passes = ({ executions }: Attempt): boolean => {
  const last = executions.at(-1)
  return last !== undefined && allPass(last.checks)
}

/** It was run and ended as programs should: neither by an exception nor by force. */
export const returned = ({ executions }: Pick<Attempt, 'executions'>): boolean =>
  executions.at(-1)?.outcome.kind === 'returned'

/** The share of visible checks that pass, from 0 to 1. */
export const passRate = ({ executions }: Attempt): number => {
  const checks = executions.at(-1)?.checks ?? []
  return checks.length === 0 ? 0 : checks.filter(({ verdict }) => verdict === 'pass').length / checks.length
}

/** The attempt with the highest pass rate, or where nothing is checked the one that the critics believe most; the earliest of equals. */
export const best = (attempts: readonly Attempt[]): Attempt | undefined =>
  attempts.reduce<Attempt | undefined>(
    (top, attempt) => (top === undefined || standing(attempt) > standing(top) ? attempt : top),
    undefined,
  )

const standing = (attempt: Attempt): number =>
  (attempt.executions.at(-1)?.checks.length ?? 0) > 0 ? passRate(attempt) : probabilityOf(attempt.feedback)
