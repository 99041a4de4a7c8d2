/**
 * McNemar's exact test of paired verdicts (1947): the two-sided probability of a split as uneven as this one, were changes for
 * the better and for the worse equally likely. 1 where nothing changed.
 */
export function mcnemar(better: number, worse: number): number {
  const changed = better + worse
  const fewer = Math.min(better, worse)
  // C(n, k) / 2^n from k = 0 up, in logarithms: 2^n overflows from a thousand on.
  let logTerm = -changed * Math.LN2
  let tail = 0
  for (let k = 0; k <= fewer; k++) {
    tail += Math.exp(logTerm)
    logTerm += Math.log((changed - k) / (k + 1))
  }
  return Math.min(1, 2 * tail)
}
