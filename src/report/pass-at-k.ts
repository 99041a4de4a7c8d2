/**
 * The unbiased estimate of pass@k for one task: 1 − C(n−c, k) / C(n, k), as a product that does not overflow.
 * Source: Chen et al. 2021, "Evaluating Large Language Models Trained on Code".
 *
 * @param n samples drawn @param c of them correct @param k how many a user would draw, at most `n`
 */
export function passAtK(n: number, c: number, k: number): number {
  if (k > n) throw new RangeError(`pass@${k} needs at least ${k} samples a task, not ${n}`)
  if (n - c < k) return 1
  let allWrong = 1
  for (let i = n - c + 1; i <= n; i++) allWrong *= 1 - k / i
  return 1 - allWrong
}

/** The mean of `passAtK` over tasks, for those of `ks` that every task has samples enough for. */
export function meanPassAtK(
  tasks: readonly { readonly n: number; readonly c: number }[],
  ks: readonly number[],
): Record<string, number> {
  const usable = ks.filter((k) => tasks.length > 0 && tasks.every(({ n }) => n >= k))
  return Object.fromEntries(
    usable.map((k) => [`pass@${k}`, tasks.reduce((sum, { n, c }) => sum + passAtK(n, c, k), 0) / tasks.length]),
  )
}
