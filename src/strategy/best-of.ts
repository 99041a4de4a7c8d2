import type { Attempt } from '../core/attempt.ts'
import { best, passes } from '../core/attempt.ts'
import type { Strategy } from '../core/roles.ts'

/** Up to `n` programs of the generator: the first that passes the visible checks, else the one that passes most of them. */
export const bestOf = ({ n }: { readonly n: number }): Strategy => ({
  name: 'best-of',
  async solve(_task, { generate }) {
    const attempts: Attempt[] = []
    while (attempts.length < n) {
      const attempt = await generate()
      if (attempt === undefined) break
      if (passes(attempt)) return attempt
      attempts.push(attempt)
    }
    return best(attempts)
  },
})
