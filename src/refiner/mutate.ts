import type { Attempt } from '../core/attempt.ts'
import type { CheckResult } from '../core/execution.ts'
import { allPass } from '../core/execution.ts'
import { program } from '../core/program.ts'
import type { Means, Proposal, Refiner } from '../core/roles.ts'
import type { Check, Task } from '../core/task.ts'
import type { PythonParser } from '../syntax/python.ts'
import { loadPython } from '../syntax/python.ts'
import { answersOf, probeId, sameBehaviour } from './mutate/agreement.ts'
import { singles, sourceMaker } from './mutate/candidate.ts'
import { probeInputs } from './mutate/probe-inputs.ts'
import { rank } from './mutate/rank.ts'
import type { Ranked } from './mutate/rank.ts'
import { search } from './mutate/search.ts'
import type { Found, Trial } from './mutate/search.ts'
import { subjectOf } from './mutate/subject.ts'
import { suspicionOf } from './mutate/suspicion.ts'

export interface MutateOptions {
  /** Programs to run at most for one attempt. Default 3000. */
  readonly maxCandidates?: number
  /** Programs under way at once. Default 6: two for each of two lanes, and some that wait. */
  readonly inFlight?: number
}

/**
 * Mends by search: typed edits of the syntax tree at suspect places, each run on the visible checks (GenProg, Le Goues
 * et al. 2012; PAR, Kim et al. 2013; TBar, Liu et al. 2019). Mends that the checks cannot tell apart are ranked by how
 * likely the edit is and by agreement on generated inputs; those that behave differently are its rivals.
 */
export const mutate = (options: MutateOptions = {}): Refiner => {
  const { maxCandidates = 3000, inFlight = 6 } = options
  return {
    name: 'mutate',
    async *refine(task, attempt, means) {
      const python = await loadPython()
      const before = await graded(task, attempt, means)
      if (allPass(before)) return
      const found = await mendsOf({ task, attempt, means, python, before }, { maxCandidates, inFlight })
      const ranked = rank(await probed({ task, means, python, before }, found.mends))
      yield* ranked.map((mend) => proposal(mend, ranked, found.tried))
    },
  }
}

/** Those that the critics replay with, so that the execution cache answers. */
const replayLimits = { cpuMs: 1000, wallMs: 8000, traceSteps: 20_000 }

const graded = async (task: Task, attempt: Attempt, means: Means): Promise<readonly CheckResult[]> =>
  attempt.executions.findLast(({ checks }) => checks.length >= task.checks.length)?.checks ??
  (await means.execute(attempt.program, { checks: task.checks })).checks

interface Case {
  readonly task: Task
  readonly means: Means
  readonly python: PythonParser
  readonly before: readonly CheckResult[]
}

const mendsOf = async (
  { task, attempt, means, python, before }: Case & { readonly attempt: Attempt },
  bounds: { readonly maxCandidates: number; readonly inFlight: number },
): Promise<Found> => {
  const traced = (await means.execute(attempt.program, { checks: task.checks, trace: 'full', limits: replayLimits }))
    .checks
  const checks = before.map((check) => ({ ...check, ...pickTrace(traced, check.checkId) }))
  const failing = checks.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
  const subject = subjectOf(python.parse(attempt.program.source), checks)
  const candidates = singles(subject, suspicionOf(attempt.feedback, failing))
  const request = {
    checks: inOrderOfDoubt(task.checks, before),
    stopAtFailure: true,
    limits: { cpuMs: cpuLimit(before) },
  }
  const run = async (source: string) => (await means.execute(program(source), request)).checks
  return search(candidates, { make: sourceMaker(python, subject), run }, bounds)
}

const pickTrace = (traced: readonly CheckResult[], id: string): Pick<CheckResult, 'trace'> => {
  const trace = traced.find(({ checkId }) => checkId === id)?.trace
  return trace === undefined ? {} : { trace }
}

/** Checks that fail now come first, so that most candidates end there; those that ran out of time last among them. */
const inOrderOfDoubt = (checks: readonly Check[], before: readonly CheckResult[]): readonly Check[] => {
  const rankOf = ({ id }: Check): number => {
    const result = before.find(({ checkId }) => checkId === id)
    if (result === undefined || result.verdict === 'pass' || result.verdict === 'skip') return 2
    return result.outcome.kind === 'exceeded' ? 1 : 0
  }
  return [...checks].sort((a, b) => rankOf(a) - rankOf(b))
}

/** Generous beside what checks took that ended, and small: most candidates that pass it never end. */
const cpuLimit = (before: readonly CheckResult[]): number => {
  const used = before.filter(({ outcome }) => outcome.kind !== 'exceeded').map(({ usage }) => usage.cpuMs)
  return Math.round(Math.min(5000, 80 + 20 * Math.max(0, ...used)))
}

const probed = async ({ means, python, before }: Case, mends: readonly Trial[]): Promise<readonly Ranked[]> => {
  const inputs = mends.length < 2 ? [] : probeInputs(python, [...before, ...mends[0]!.results], means.random)
  const checks = inputs.map((input, index): Check => ({
    kind: 'doctest',
    id: probeId(index),
    source: plainValue(input),
    want: '',
  }))
  const request = { checks, limits: { cpuMs: cpuLimit(before), wallMs: 10_000 } }
  return Promise.all(
    mends.map(async (trial) => ({
      trial,
      answers:
        checks.length === 0 ? [] : answersOf(inputs, (await means.execute(program(trial.source), request)).checks),
    })),
  )
}

/** A generator shows nothing of what it gives until it is run. */
const plainValue = (call: string): string =>
  `(lambda value: list(value) if hasattr(value, '__next__') else value)(${call})`

const proposal = (mend: Ranked, all: readonly Ranked[], tried: number): Proposal => {
  const rivals = all.filter((other) => other !== mend && !sameBehaviour(other.answers, mend.answers))
  const changes = mend.trial.candidate.mutations.map(({ note }) => note).join('; ')
  const others =
    rivals.length === 0
      ? ''
      : `; ${rivals.length} other mend${rivals.length === 1 ? '' : 's'} that the checks cannot tell from it`
  return {
    source: mend.trial.source,
    note: `${changes} (${tried} programs tried${others})`,
    ...(rivals.length > 0 && { rivals: rivals.map(({ trial }) => trial.source) }),
  }
}
