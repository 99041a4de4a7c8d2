/** How often the runs that failed and those that passed executed a place (`e`) or did not (`n`). */
export interface Counts {
  readonly ef: number
  readonly ep: number
  readonly nf: number
  readonly np: number
}

/** Suspicion of a place: larger is more suspect. The scales differ; only the order within one formula means anything. */
export type Formula = (counts: Counts) => number

/** A place that no failing run executed is innocent under every similarity: 0, where the quotient would be 0/0. */
const ratio = (part: number, whole: number): number => (part === 0 ? 0 : part / whole)

/** Jones, Harrold, Stasko: Visualization of test information to assist fault localization, ICSE 2002. From 0 to 1. */
const tarantula: Formula = ({ ef, ep, nf, np }) => {
  const failing = ratio(ef, ef + nf)
  return ratio(failing, failing + ratio(ep, ep + np))
}

/** Abreu, Zoeteweij, van Gemund: An evaluation of similarity coefficients for software fault localization, PRDC 2006. From 0 to 1. */
const ochiai: Formula = ({ ef, ep, nf }) => ratio(ef, Math.sqrt((ef + nf) * (ef + ep)))

/** Chen et al.: Pinpoint, problem determination in large, dynamic internet services, DSN 2002. From 0 to 1. */
const jaccard: Formula = ({ ef, ep, nf }) => ratio(ef, ef + nf + ep)

/** Wong, Debroy, Gao, Li: The DStar method for effective software fault localization, 2014; star = 2. From 0 to infinity. */
const dstar: Formula = ({ ef, ep, nf }) => ratio(ef ** 2, ep + nf)

/** Naish, Lee, Ramamohanarao: A model for spectra-based software diagnosis, 2011. From -1 to the number of failing runs. */
const op2: Formula = ({ ef, ep, np }) => ef - ep / (ep + np + 1)

/** Abreu, Zoeteweij, van Gemund: Spectrum-based multiple fault localization, ASE 2009, for a single fault. From 0 to 1. */
const barinel: Formula = ({ ef, ep }) => (ef === 0 ? 0 : 1 - ep / (ep + ef))

export const formulas = { ochiai, dstar, tarantula, jaccard, op2, barinel } as const

export type FormulaName = keyof typeof formulas

/**
 * Scores brought to [0, 1] with their order kept: divided by the largest finite one, an infinite one (DStar of a place
 * that all failing and no passing runs execute) is 1 and the finite ones stay below it, a negative one is 0.
 */
export const normalise = (scores: readonly number[]): number[] => {
  const finite = scores.filter(Number.isFinite)
  const unbounded = finite.length < scores.length
  const top = Math.max(0, ...finite) + (unbounded ? 1 : 0)
  return scores.map((score) => (score === Infinity ? 1 : top === 0 ? 0 : Math.max(0, score) / top))
}
