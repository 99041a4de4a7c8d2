import type { Answers } from './agreement.ts'
import { agreement, crashed } from './agreement.ts'
import { typeOfRepr } from './failure.ts'
import { agrees } from './search.ts'
import type { Trial } from './search.ts'
import type { Smells } from './smell.ts'

/** A mend with what is known of it besides its checks. */
export interface Judgement {
  readonly trial: Trial
  readonly answers: Answers
  /** How many more of each there are than in the original; negative where the mend took one away. */
  readonly smells: Smells
}

export interface Ranked extends Judgement {
  /** The logarithm of how likely it is what was meant, up to a constant. */
  readonly value: number
}

export interface Known {
  /** What the program that was to be mended answers; empty where that is not known. */
  readonly original: Answers
  /** Those of the expected values; empty where no check compares values. */
  readonly types: ReadonlySet<string>
}

/** Why a mend is likely what was meant: logarithms of shares, and minus the count of what speaks against it. */
interface Reasons {
  readonly likelihood: number
  readonly agreement: number
  readonly soundness: number
  readonly nearness: number
  readonly heeding: number
  readonly types: number
  readonly evidence: number
  readonly unread: number
  readonly stunted: number
  readonly idle: number
}

/**
 * How much each reason counts. A start from a conditional logit on mends of programs with one injected fault, then moved
 * by a coarse grid until programs that models and people wrote did not lose by it: rough figures, not a law.
 */
const weights: Reasons = {
  likelihood: 1,
  agreement: 0.5,
  soundness: 2,
  nearness: 1.5,
  heeding: 2.5,
  types: 1,
  evidence: 4,
  unread: 2.3,
  stunted: 2.3,
  idle: 1.3,
}

/**
 * Mends in order of likelihood of their edit, agreement with the others on generated inputs and with the examples of
 * the prompt, freedom from crashes, odd types and what nobody writes on purpose, and how much they keep of what the
 * program did before (semantic distance, D'Antoni et al. 2016, Qlose).
 */
export const rank = (mends: readonly Judgement[], known: Known): readonly Ranked[] => {
  const agreeing = agreement(
    mends.map(({ answers }) => answers),
    mends.map(({ trial }) => trial.candidate.score),
  )
  return mends
    .map((mend, index): Ranked => {
      const reasons = { ...reasonsFor(mend, known), agreement: Math.log(agreeing[index]!) }
      return { ...mend, value: names.reduce((sum, name) => sum + weights[name] * reasons[name], 0) }
    })
    .sort((a, b) => b.value - a.value || a.trial.source.length - b.trial.source.length)
}

const names = Object.keys(weights) as (keyof Reasons)[]

const reasonsFor = ({ trial, answers, smells }: Judgement, { original, types }: Known): Omit<Reasons, 'agreement'> => ({
  likelihood: Math.log(trial.candidate.score),
  soundness: Math.log(soundness(answers)),
  nearness: Math.log(nearness(answers, original)),
  heeding: ignoresInput(answers) ? -1 : 0,
  types: Math.log(typed(answers, types)),
  evidence: agrees(trial) ? 0 : -1,
  unread: -smells.unread,
  stunted: -smells.stunted,
  idle: -smells.idle,
})

const soundness = (answers: Answers): number =>
  (1 + answers.filter((answer) => !crashed(answer)).length) / (1 + answers.length)

/** How little a mend can be taken to keep: what turns a condition round changes every answer, and may be right. */
const leastNearness = 0.1

/** The share of inputs that the original can handle on which the mend answers as it did. */
const nearness = (answers: Answers, original: Answers): number => {
  const handled = answers.filter((_, index) => !crashed(original[index]))
  const kept = answers.filter((answer, index) => !crashed(original[index]) && answer === original[index])
  return Math.max(leastNearness, (1 + kept.length) / (1 + handled.length))
}

/** The share of answers of a type that the checks expect; those whose `repr` shows none are left aside. */
const typed = (answers: Answers, types: ReadonlySet<string>): number => {
  if (types.size === 0) return 1
  const shown = answers.flatMap((answer) => (crashed(answer) ? [] : (typeOfRepr(answer!) ?? [])))
  return (1 + shown.filter((type) => types.has(type)).length) / (1 + shown.length)
}

/** The same answer to many different inputs fits the checks, and is hardly what they ask for. */
const ignoresInput = (answers: Answers): boolean => {
  const given = answers.filter((answer) => !crashed(answer))
  return given.length >= 6 && new Set(given).size === 1
}
