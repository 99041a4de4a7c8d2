import type { Attempt } from '../core/attempt.ts'
import type { CheckResult } from '../core/execution.ts'
import { allPass } from '../core/execution.ts'
import { program } from '../core/program.ts'
import type { Means, Proposal, Refiner } from '../core/roles.ts'
import type { Check, Task } from '../core/task.ts'
import { watchRequest } from '../core/watch.ts'
import type { PythonParser } from '../syntax/python.ts'
import { loadPython } from '../syntax/python.ts'
import { sameBehaviour } from './mutate/agreement.ts'
import { singles, sourceMaker } from './mutate/candidate.ts'
import { cpuLimit } from './mutate/cpu-limit.ts'
import { forgottenNames } from './mutate/forgotten-names.ts'
import { givenFunctions } from './mutate/given-functions.ts'
import { judge } from './mutate/judge.ts'
import { neutrality } from './mutate/neutral.ts'
import { promptExamples } from './mutate/prompt-examples.ts'
import type { Ranked } from './mutate/rank.ts'
import { readableTexts } from './mutate/readable.ts'
import { search } from './mutate/search.ts'
import type { SearchBounds, Trial } from './mutate/search.ts'
import { subjectOf } from './mutate/subject.ts'
import { suspicionOf } from './mutate/suspicion.ts'
import { taskWords } from './mutate/task-words.ts'

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
export const mutate = ({ maxCandidates = 3000, inFlight = 6 }: MutateOptions = {}): Refiner => ({
  name: 'mutate',
  async *refine(task, attempt, means) {
    const work: Work = { task, means, python: await loadPython() }
    const start = await startOf(work, attempt)
    if (allPass(start.before)) {
      if (start.note !== '') yield { source: start.attempt.program.source, note: start.note }
      return
    }
    const mends = await mendsOf(work, start, { maxCandidates, inFlight })
    const ranked = await judge(mends, { ...work, original: start.attempt.program, before: start.before })
    const facts = { note: start.note, checks: start.before.length }
    yield* ranked.map((mend) => proposal(mend, ranked, facts))
  },
})

interface Work {
  readonly task: Task
  readonly means: Means
  readonly python: PythonParser
}

/** Where the search sets out: a program that loads, and what its checks gave. */
interface Start {
  readonly attempt: Pick<Attempt, 'program' | 'feedback'>
  readonly before: readonly CheckResult[]
  /** What was done to make it load; empty for the attempt itself. */
  readonly note: string
}

const startOf = async ({ task, means, python }: Work, attempt: Attempt): Promise<Start> => {
  const last = attempt.executions.findLast(({ checks }) => checks.length >= task.checks.length)
  const before = (last ?? (await means.execute(attempt.program, { checks: task.checks }))).checks
  if (!before.some(isRejected)) return { attempt, before, note: '' }
  for (const { source, note } of readableTexts(python, attempt.program.source, task.entry)) {
    const { checks } = await means.execute(program(source), { checks: task.checks })
    if (!checks.some(isRejected)) return { attempt: { program: program(source), feedback: [] }, before: checks, note }
  }
  return { attempt, before, note: '' }
}

const isRejected = ({ outcome }: CheckResult): boolean => outcome.kind === 'rejected'

const mendsOf = async (work: Work, { attempt, before }: Start, bounds: SearchBounds): Promise<readonly Trial[]> => {
  const { task, means, python } = work
  const replay = await means.execute(attempt.program, watchRequest(task.checks, before, 'full'))
  const traces = new Map(replay.checks.flatMap(({ checkId, trace }) => (trace === undefined ? [] : [[checkId, trace]])))
  const checks = before.map((check): CheckResult => {
    const trace = traces.get(check.checkId)
    return trace === undefined ? check : { ...check, trace }
  })
  const failing = checks.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
  const subject = subjectOf(python.parse(attempt.program.source), checks, givenFunctions(python, task.prompt))
  const examples = promptExamples(python, task, subject.tree)
  const request = {
    checks: [...inOrderOfDoubt(task.checks, before), ...examples],
    stopAtFailure: true,
    limits: { cpuMs: cpuLimit(before) },
  }
  const run = async (source: string) => (await means.execute(program(source), request)).checks
  const [named, forgotten] = [taskWords(task, subject.tree), forgottenNames(subject)]
  const candidates = singles(subject, suspicionOf(attempt.feedback, failing), (each) => named(each) * forgotten(each))
  const make = sourceMaker(python, subject, neutrality(python, subject, failing))
  return search(candidates, { make, run }, { ...bounds, evidence: new Set(examples.map(({ id }) => id)) })
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

interface Facts {
  readonly note: string
  readonly checks: number
}

/** With fewer checks than this, two edits at once pass by chance more often than not. */
const enoughForTwo = 3

const proposal = (mend: Ranked, all: readonly Ranked[], { note, checks }: Facts): Proposal => {
  const rivals = all.filter((other) => other !== mend && !sameBehaviour(other.answers, mend.answers))
  const { mutations } = mend.trial.candidate
  const changes = [note, ...mutations.map((each) => each.note)].filter((each) => each !== '').join('; ')
  const doubt = mutations.length > 1 && checks < enoughForTwo ? ' (two edits for so few checks: doubtful)' : ''
  return {
    source: mend.trial.source,
    note: `${changes}${doubt}`,
    ...(rivals.length > 0 && { rivals: rivals.map(({ trial }) => trial.source) }),
  }
}
