import type { Findings } from './evidence.ts'
import { full } from './evidence.ts'

/** Weights of the logistic score; the sum of what applies is the logit of being right. */
const weights = {
  start: 0.4,
  /** Program and question agree in all imagined worlds. */
  agrees: 3,
  /** They do not: at the least, and for each tenth of the worlds. */
  differs: -0.6,
  differsMore: -0.25,
  /** One small change would make them agree: for full agreement. A question that was read wrongly is seldom mended so. */
  mended: -2.6,
  /** The question has words that were not understood: what differs weighs less. */
  unread: 0.5,
  /** Words, layout: for each finding of full weight. */
  words: -1.6,
  layout: -2.2,
  unused: -0.5,
  traced: -0.5,
}

const failed = 0.02

/** That the program is right, from 0 to 1. */
export const probabilityOf = (findings: Findings): number => {
  if (findings.failure !== undefined) return failed
  const { agreement } = findings
  const agreed = agreement !== undefined && agreement.share >= full
  const top = (all: readonly { readonly weight: number }[]): number => Math.max(0, ...all.map(({ weight }) => weight))
  const doubt =
    weights.layout * top(findings.layout) + weights.unused * top(findings.unused) + weights.traced * top(findings.facts)
  if (agreement === undefined) return logistic(weights.start + weights.words * several(findings.words) + doubt)
  if (agreed) return logistic(weights.start + weights.agrees + 0.3 * doubt)
  const heed = findings.situation.reading.unread.length > 0 ? weights.unread : 1
  const gain = findings.suspects[0]?.gain ?? 0
  const differs = weights.differs + weights.differsMore * 10 * (1 - agreement.share) + weights.mended * gain
  return logistic(weights.start + heed * differs + 0.5 * doubt + 0.5 * weights.words * top(findings.words))
}

/** Several findings together: each further one weighs half of the one before. */
const several = (all: readonly { readonly weight: number }[]): number =>
  all
    .map(({ weight }) => weight)
    .sort((a, b) => b - a)
    .reduce((sum, weight, index) => sum + weight / 2 ** index, 0)

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))
