import type { Answers } from './agreement.ts'
import { agreement, crashed } from './agreement.ts'
import type { Trial } from './search.ts'

export interface Ranked {
  readonly trial: Trial
  readonly answers: Answers
}

/** How much each reason counts, as an exponent. */
const weight = { likelihood: 1, agreement: 1.5, soundness: 1 }

/** Mends in order of likelihood of their edit, agreement with the others on generated inputs, and freedom from crashes. */
export const rank = (mends: readonly Ranked[]): readonly Ranked[] => {
  const likelihood = mends.map(({ trial }) => trial.candidate.score)
  const agreeing = agreement(
    mends.map(({ answers }) => answers),
    likelihood,
  )
  return mends
    .map((mend, index) => ({
      mend,
      value:
        weight.likelihood * Math.log(likelihood[index]!) +
        weight.agreement * Math.log(agreeing[index]!) +
        weight.soundness * Math.log(soundness(mend.answers)),
    }))
    .sort((a, b) => b.value - a.value)
    .map(({ mend }) => mend)
}

const soundness = (answers: Answers): number =>
  (1 + answers.filter((answer) => !crashed(answer)).length) / (1 + answers.length)
