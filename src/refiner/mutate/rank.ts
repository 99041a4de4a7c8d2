import type { Answers } from './agreement.ts'
import { agreement, crashed } from './agreement.ts'
import type { Trial } from './search.ts'

export interface Ranked {
  readonly trial: Trial
  readonly answers: Answers
}

/** How much each reason counts, as an exponent. */
const weight = { likelihood: 1, agreement: 1.5, soundness: 2, nearness: 1, heeding: 2 }

/**
 * Mends in order of likelihood of their edit, agreement with the others on generated inputs, freedom from crashes, and
 * how much they keep of what the program did before (`original`): where no check says otherwise, that was meant
 * (semantic distance, D'Antoni et al. 2016, Qlose).
 */
export const rank = (mends: readonly Ranked[], original: Answers): readonly Ranked[] => {
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
        weight.soundness * Math.log(soundness(mend.answers)) +
        weight.nearness * Math.log(nearness(mend.answers, original)) -
        (ignoresInput(mend.answers) ? weight.heeding : 0),
    }))
    .sort((a, b) => b.value - a.value || a.mend.trial.source.length - b.mend.trial.source.length)
    .map(({ mend }) => mend)
}

const soundness = (answers: Answers): number =>
  (1 + answers.filter((answer) => !crashed(answer)).length) / (1 + answers.length)

/** The share of inputs that the original can handle on which the mend answers as it did. */
const nearness = (answers: Answers, original: Answers): number => {
  const handled = answers.filter((_, index) => !crashed(original[index]))
  const kept = answers.filter((answer, index) => !crashed(original[index]) && answer === original[index])
  return (1 + kept.length) / (1 + handled.length)
}

/** The same answer to many different inputs fits the checks, and is hardly what they ask for. */
const ignoresInput = (answers: Answers): boolean => {
  const given = answers.filter((answer) => !crashed(answer))
  return given.length >= 6 && new Set(given).size === 1
}
