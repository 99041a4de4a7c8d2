import type { SyntaxNode } from '../../../syntax/syntax-node.ts'
import type { Swap } from '../machine/machine.ts'
import type { Ran, Runnable } from '../machine/program.ts'
import type { World } from '../world/imagine.ts'
import type { Sense } from '../world/senses.ts'
import { outcomeOf } from './outcome.ts'

/** A program over all imagined worlds of a question, held against the sense that fits it best. */
export interface Agreement {
  /** For each answer of the question the share of worlds where the program says it too, and the mean of those: 1 is full agreement. */
  readonly share: number
  readonly sense: number
  /** Worlds where the program says something else than the question, in that sense. */
  readonly wrong: readonly number[]
  readonly right: readonly number[]
  readonly runs: readonly Ran[]
  /** Worlds where it can be told. */
  readonly told: number
}

/** Runs the program in every world. */
export const runsOf = (program: Runnable, worlds: readonly World[], swap?: Swap): readonly Ran[] =>
  worlds.map(({ sight }) => program.run(sight, swap))

/** The sense in which question and program agree best; likelier senses win at equal agreement. */
export const agreementOf = (
  runs: readonly Ran[],
  worlds: readonly World[],
  senses: readonly Sense[],
): Agreement | undefined => {
  const outcomes = runs.map(outcomeOf)
  let best: Agreement | undefined
  for (const sense of senses.keys()) {
    const mine = inSense(outcomes, worlds, sense)
    if (mine !== undefined && (best === undefined || mine.share > best.share + 1e-9)) best = { ...mine, sense, runs }
  }
  return best
}

const inSense = (
  outcomes: readonly (string | undefined)[],
  worlds: readonly World[],
  sense: number,
): Omit<Agreement, 'sense' | 'runs'> | undefined => {
  const tally = new Map<string, { all: number; same: number }>()
  const wrong: number[] = []
  const right: number[] = []
  for (const [index, { answers }] of worlds.entries()) {
    const wanted = answers[sense]
    const said = outcomes[index]
    if (wanted === undefined || said === undefined) continue
    const counts = tally.get(wanted) ?? { all: 0, same: 0 }
    counts.all++
    if (said === wanted) counts.same++
    ;(said === wanted ? right : wrong).push(index)
    tally.set(wanted, counts)
  }
  if (tally.size < 2) return undefined
  const shares = Array.from(tally.values(), ({ all, same }) => same / all)
  return {
    share: shares.reduce((sum, each) => sum + each, 0) / shares.length,
    wrong,
    right,
    told: wrong.length + right.length,
  }
}

/** Agreement of some answers with the question, in the sense that fits best, over these worlds. */
export const shareOf = (
  outcomes: readonly (string | undefined)[],
  worlds: readonly World[],
  senses: number,
): number => {
  let best = 0
  for (let sense = 0; sense < senses; sense++) best = Math.max(best, inSense(outcomes, worlds, sense)?.share ?? 0)
  return best
}

/** Places in the order in which failing and passing runs tell them apart (Ochiai). */
export const suspicion = ({ runs, wrong, right }: Agreement): ReadonlyMap<SyntaxNode, number> => {
  const counts = new Map<SyntaxNode, { failed: number; passed: number }>()
  const count = (index: number, failed: boolean): void => {
    const ran = runs[index]!
    if (ran.kind === 'unread') return
    for (const node of ran.seen) {
      const mine = counts.get(node) ?? { failed: 0, passed: 0 }
      if (failed) mine.failed++
      else mine.passed++
      counts.set(node, mine)
    }
  }
  for (const index of wrong) count(index, true)
  for (const index of right) count(index, false)
  return new Map(
    Array.from(counts, ([node, { failed, passed }]) => [
      node,
      failed / Math.sqrt(wrong.length * (failed + passed) || 1),
    ]),
  )
}
