import type { Attempt } from '../core/attempt.ts'
import { passes, returned } from '../core/attempt.ts'
import { BudgetSpent } from '../core/budget.ts'
import { probabilityOf } from '../core/feedback.ts'
import type { Moves, Strategy } from '../core/roles.ts'

export interface VdebugOptions {
  /** Mends that are made at most, one after another (the T of the paper). Default 3. */
  readonly rounds?: number
  /** Programs of the refiner that are tried in one round, until one is better. Default 1. */
  readonly candidates?: number
  /** As published: a mend is kept without a look at what the critics say of it, a program seen before too. Default false. */
  readonly acceptAlways?: boolean
}

/**
 * VDebugger's loop (Wu et al.: VDebugger: Harnessing execution feedback for debugging visual programs, 2024): critics
 * judge the program, the refiner mends what they fail, and so on. A mend is kept only where the critics find it likelier
 * right than what it was made of; else the loop goes back. It ends when they pass the program, when nothing new comes
 * (a fixed point, a program seen before) or when the rounds are over. `candidates: 1, acceptAlways: true` is the loop as
 * published. Where no critic says anything the first program is the answer.
 */
export const vdebug = ({ rounds = 3, candidates = 1, acceptAlways = false }: VdebugOptions = {}): Strategy => ({
  name: 'vdebug',
  async solve(_task, moves) {
    const first = await moves.generate()
    if (first === undefined) return undefined
    const seen = new Set([first.program.id])
    let current = first
    try {
      for (let round = 0; round < rounds && isFailed(current); round++) {
        const next = await mended(moves, current, { seen, candidates, acceptAlways })
        if (next === undefined) break
        current = next
      }
    } catch (error) {
      // without checks only this loop knows which attempt is the best
      if (!(error instanceof BudgetSpent)) throw error
    }
    return current
  },
})

interface Round {
  /** Ids of the programs that were tried; those of this round are added. */
  readonly seen: Set<string>
  readonly candidates: number
  readonly acceptAlways: boolean
}

/** The first mend that is kept; `undefined` where there is none. */
const mended = async (
  { refine }: Moves,
  current: Attempt,
  { seen, candidates, acceptAlways }: Round,
): Promise<Attempt | undefined> => {
  for (let tried = 0; tried < candidates; tried++) {
    const next = await refine(current)
    if (next === undefined) return undefined
    const isNew = !seen.has(next.program.id)
    seen.add(next.program.id)
    // the published loop goes round in a cycle until its rounds are over; only what does not change ends it
    if (acceptAlways ? next.program.id !== current.program.id : isNew && isBetter(next, current)) return next
  }
  return undefined
}

/** One critic that fails it is enough, and so is that it gives no answer; checks that pass are above all critics. */
const isFailed = (attempt: Attempt): boolean =>
  !passes(attempt) && (attempt.feedback.some(({ verdict }) => verdict === 'fail') || endedBadly(attempt))

const isBetter = (next: Attempt, current: Attempt): boolean =>
  passes(next) ||
  (probabilityOf(next.feedback) > probabilityOf(current.feedback) && (endedBadly(current) || !endedBadly(next)))

/** It raised, was stopped or could not be read: whatever is said of such a program, it answers nothing. */
const endedBadly = (attempt: Attempt): boolean => attempt.executions.length > 0 && !returned(attempt)
