import type { Blame, Feedback } from '../core/feedback.ts'
import type { TaskRun } from '../record/run.ts'

/**
 * The place, from 1, of the first blame that touches a line at fault; `undefined` when none does or when no critic
 * blamed anything. Reads the feedback on the first attempt, whose program is the seed.
 */
export function blameRank({ attempts, grade }: TaskRun): number | undefined {
  const faults = grade?.faultLines
  return faults === undefined ? undefined : rankOf(blameOf(attempts[0]?.feedback ?? []), faults)
}

/** The place, from 1, of the first suspect that touches one of these lines. */
export function rankOf(blame: readonly Blame[], faultLines: readonly number[]): number | undefined {
  const index = blame.findIndex(({ span }) => faultLines.some((line) => isOnLine(span, line)))
  return index < 0 ? undefined : index + 1
}

/** The longest list of suspects: critics that only say pass or fail blame nothing. */
export const blameOf = (feedback: readonly { readonly blame: readonly Blame[] }[]): readonly Blame[] =>
  feedback.reduce<readonly Blame[]>((most, { blame }) => (blame.length > most.length ? blame : most), [])

/** What several critics blame, most suspect first: of those that fail the program, else of all; each counts as far as it doubts. */
export const suspectsOf = (feedback: readonly Feedback[]): readonly Blame[] => {
  const failing = feedback.filter(({ verdict }) => verdict === 'fail')
  return (failing.length > 0 ? failing : feedback)
    .flatMap(({ blame, probability }) => blame.map((one) => ({ one, doubt: one.weight * (1 - probability) })))
    .toSorted((a, b) => b.doubt - a.doubt)
    .map(({ one }) => one)
}

/** The first ones: those that are half as suspect as the first at least. */
export const strongSuspects = (suspects: readonly Blame[]): readonly Blame[] => {
  const end = suspects.findIndex(({ weight }) => weight < (suspects[0]?.weight ?? 0) / 2)
  return end < 0 ? suspects : suspects.slice(0, end)
}

/** A span of many lines is no finding: it counts for the line where it begins. */
const isOnLine = ({ from, to }: Blame['span'], line: number): boolean =>
  from.line === line || (from.line <= line && line <= to.line && to.line - from.line < 3)
