import type { Attempt } from '../core/attempt.ts'
import { best, passes } from '../core/attempt.ts'
import type { Strategy } from '../core/roles.ts'

/**
 * Critic and refiner in turn until the visible checks pass, the rounds run out, or the refiner has no more. Each round
 * mends the best attempt so far, the latest of equals.
 */
export const repair = ({ rounds }: { readonly rounds: number }): Strategy => ({
  name: 'repair',
  async solve(_task, { generate, refine }) {
    const first = await generate()
    if (first === undefined) return undefined
    const attempts = [first]
    const exhausted = new Set<Attempt>()
    for (let round = 0; round < rounds; round++) {
      const target = best(attempts.filter((attempt) => !exhausted.has(attempt)).toReversed())
      if (target === undefined || passes(target)) break
      const mended = await refine(target)
      if (mended === undefined) exhausted.add(target)
      else attempts.push(mended)
    }
    return best(attempts)
  },
})
