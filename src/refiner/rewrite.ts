import type { Attempt } from '../core/attempt.ts'
import type { Execution } from '../core/execution.ts'
import type { Blame, Feedback } from '../core/feedback.ts'
import type { Critic, Means, Proposal, Refiner } from '../core/roles.ts'
import { loadPython } from '../syntax/python.ts'
import type { Ranked } from './rewrite/rank.ts'
import { TIE, ranked } from './rewrite/rank.ts'
import { search } from './rewrite/search.ts'
import { suspicionOf } from './rewrite/suspicion.ts'
import type { Court } from './rewrite/trial.ts'
import { critiqueOf, watched } from './rewrite/trial.ts'

export interface RewriteOptions {
  /** Judges candidates: hundreds for one attempt, so it should ask no model. */
  readonly critic: Critic
  /** Programs to run at most for one attempt. Default 120. */
  readonly candidates?: number
  /** Programs to show the critic at most before any is run. Default 400. */
  readonly screened?: number
  /** What the critic's probability must rise by, and be above a half, for a mend to be proposed. Default 0.15. */
  readonly margin?: number
  /** Programs under way at once. Default 6. */
  readonly inFlight?: number
}

/**
 * Mends visual programs by typed edits at blamed places, with values of the question: each candidate is run on the
 * images and judged by the critic, best probability first. Proposes nothing where the critic passes the program, and
 * no mend that the critic does not clearly believe, and clearly more than the program. Two edits at once where one is
 * not enough.
 */
export const rewrite = (options: RewriteOptions): Refiner => ({
  name: 'rewrite',
  async *refine(task, attempt, means) {
    const python = await loadPython()
    const tree = python.parse(attempt.program.source)
    if (tree.errors.length > 0) return
    const court: Court = { task, attempt, means, critic: options.critic }
    const execution = await executionOf(attempt, means)
    const verdict = await critiqueOf(court, attempt.program.source, [execution])
    if (verdict.verdict === 'pass') return
    const screen = await critiqueOf(court, attempt.program.source, [])
    const { candidates = 120, screened = 400, margin = 0.15, inFlight = 6 } = options
    const mends = await search({
      court,
      python,
      tree,
      before: { screen, verdict },
      suspicion: suspicionOf(tree, blameOf([...attempt.feedback, verdict])),
      bounds: { candidates, screened, margin, inFlight },
    })
    const best = ranked(mends)
    yield* best.map((mend) => proposal(mend, best, verdict))
  },
})

/** The attempt's own run, where it was watched. */
const executionOf = async ({ program, executions }: Attempt, means: Means): Promise<Execution> =>
  executions.findLast(({ trace }) => trace?.level === 'full') ?? means.execute(program, watched)

/** Blame of all critics that fail the program, each critic's highest counted as much as another's. */
const blameOf = (feedback: readonly Feedback[]): readonly Blame[] => {
  const known = new Map(feedback.filter(({ verdict }) => verdict !== 'pass').map((each) => [each.from, each]))
  return [...known.values()].flatMap(({ blame }) => {
    const top = Math.max(0, ...blame.map(({ weight }) => weight))
    return top <= 0 ? [] : blame.map((each) => ({ ...each, weight: each.weight / top }))
  })
}

const proposal = (mend: Ranked, all: readonly Ranked[], before: Feedback): Proposal => {
  const rivals = all.filter(
    (other) => other.answer !== mend.answer && Math.abs(other.verdict.probability - mend.verdict.probability) <= TIE,
  )
  const changes = mend.edits.map(({ note }) => note).join('; ')
  const rise = `${before.from}: ${percent(before.probability)} → ${percent(mend.verdict.probability)}`
  const [reason] = before.blame
  return {
    source: mend.source,
    note: `${changes} (${rise}${reason === undefined ? '' : `; ${reason.reason}`})`,
    ...(rivals.length > 0 && { rivals: rivals.map(({ source }) => source) }),
  }
}

const percent = (probability: number): string => `${Math.round(100 * probability)} %`
