import type { Agreement } from './agreement.ts'
import type { Findings } from './evidence.ts'
import { full } from './evidence.ts'
import { outcomeOf } from './outcome.ts'

/** Weights of the logistic score; the sum of what applies is the logit of being right. */
const weights = {
  start: 0.9,
  /** Program and question agree in all imagined worlds. */
  agrees: 2.5,
  /** They do not: in some worlds, and in all of them. A question that was read wrongly differs too. */
  differs: -0.3,
  differsWholly: -1,
  /** It says the same in every world, though the question has several answers, or raises. A misreading seldom does that. */
  constant: -2.5,
  /** One small change would make them agree, by the square of how far. A question that was read wrongly is seldom mended so. */
  mended: -2.8,
  /** Some words of the question were not understood, or photographs were imagined: what differs weighs less. */
  unread: 0.5,
  photo: 0.6,
  /** Words, layout, unused values, the trace: for a finding of full weight. */
  words: -1.5,
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
  const differs =
    weights.differs +
    weights.differsWholly * (1 - agreement.share) +
    (isConstant(agreement) ? weights.constant : 0) +
    weights.mended * gainOf(findings) ** 2
  return logistic(weights.start + heedOf(findings) * differs + doubt + 0.5 * weights.words * top(findings.words))
}

/** How far the best change goes; all the way, where none was looked for. */
const gainOf = ({ suspects }: Findings): number => (suspects === undefined ? 1 : (suspects[0]?.gain ?? 0))

/** How far the imagined worlds are to be trusted. */
const heedOf = ({ situation }: Findings): number =>
  (situation.reading.unread.length > 0 ? weights.unread : 1) * (situation.family === 'photo' ? weights.photo : 1)

const isConstant = ({ runs, told }: Agreement): boolean => {
  const said = new Set(runs.map(outcomeOf).filter((each) => each !== undefined))
  return told > 0 && (said.size === 1 || [...said].every((each) => each.startsWith('!')))
}

/** Several findings together: each further one weighs half of the one before. */
const several = (all: readonly { readonly weight: number }[]): number =>
  all
    .map(({ weight }) => weight)
    .sort((a, b) => b - a)
    .reduce((sum, weight, index) => sum + weight / 2 ** index, 0)

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))
