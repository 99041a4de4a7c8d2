import type { Judged } from './trial.ts'

/** Mends whose probability is this close to the best are told apart by the rest. */
export const TIE = 0.05

/** What a whole unit of each is worth, in probability: the share of near-best mends with the same answer; one edit less. */
const worth = { agreement: 0.02, edit: 0.04, prior: 0.04 }

/** A mend with the reasons for its place. */
export interface Ranked extends Judged {
  readonly score: number
}

/**
 * Best first: by the critic's probability; where that is nearly equal by the likelihood of the edit (slip, place and
 * words of the question), agreement of the answers among the best, and fewer edits.
 */
export const ranked = (mends: readonly Judged[]): readonly Ranked[] => {
  const best = Math.max(0, ...mends.map(({ verdict }) => verdict.probability))
  const near = mends.filter(({ verdict }) => verdict.probability >= best - TIE)
  const most = Math.max(...mends.map(({ prior }) => prior))
  const agreement = (answer: string | undefined): number =>
    answer === undefined ? 0 : near.filter((each) => each.answer === answer).length / Math.max(1, near.length)
  return mends
    .map((mend) => ({
      ...mend,
      score:
        mend.verdict.probability +
        worth.agreement * agreement(mend.answer) +
        (worth.prior * mend.prior) / most -
        worth.edit * (mend.edits.length - 1),
    }))
    .sort((a, b) => b.score - a.score)
}
