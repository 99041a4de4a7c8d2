import type { CheckResult } from '../core/execution.ts'
import type { Blame, Evidence, Feedback } from '../core/feedback.ts'
import type { Critic } from '../core/roles.ts'
import { spanKey } from '../core/span.ts'
import type { Span } from '../core/span.ts'
import { endingStep, outcomeWords } from './ending.ts'
import { graded, replay } from './replay.ts'
import { stepWords } from './step-words.ts'

/** Says which checks pass, and of each other one how it failed, where, and at which step of its trace. */
export const checksCritic = (): Critic => ({
  name: 'checks',
  async critique(task, attempt, means) {
    const known = graded(task, attempt)
    const settled = known?.every(({ verdict, trace }) => verdict !== 'fail' || trace !== undefined)
    return checksFeedback(settled === true ? known! : await replay(task, attempt, means, 'line'))
  },
})

/** The feedback that these results give. `probability` is 0 once a check fails, else Laplace's rule of succession. */
export const checksFeedback = (checks: readonly CheckResult[]): Feedback => {
  const count = (verdict: CheckResult['verdict']): number => checks.filter((check) => check.verdict === verdict).length
  const failing = checks.filter(({ verdict }) => verdict === 'fail').map(failureOf)
  const passed = count('pass')
  const decided = count('undecided') === 0 && passed > 0
  return {
    from: 'checks',
    verdict: failing.length > 0 ? 'fail' : decided ? 'pass' : 'unsure',
    probability: failing.length > 0 ? 0 : decided ? (passed + 1) / (passed + 2) : 0.5,
    message: [summary(checks, passed), ...failing.map(({ text }) => text)].join('\n'),
    blame: blameOf(failing),
  }
}

const summary = (checks: readonly CheckResult[], passed: number): string => {
  const others = (['fail', 'undecided', 'skip'] as const)
    .map((verdict) => [checks.filter((check) => check.verdict === verdict).length, verdict] as const)
    .filter(([count]) => count > 0)
    .map(([count, verdict]) => `${count} ${verdict === 'fail' ? (count === 1 ? 'fails' : 'fail') : verdict}`)
  return `${[`${passed} of ${checks.length} checks pass`, ...others].join(', ')}.`
}

interface Failure {
  readonly text: string
  readonly at: Span | undefined
  readonly evidence: readonly Evidence[]
}

const failureOf = (check: CheckResult): Failure => {
  const step = endingStep(check)
  const { outcome } = check
  const at = ('at' in outcome ? outcome.at : undefined) ?? step?.at
  const what = check.message ?? outcomeWords(outcome)
  const where = at === undefined ? '' : ` (line ${at.from.line}${step === undefined ? '' : `, step ${step.id}`})`
  const evidence = step === undefined ? [] : [{ checkId: check.checkId, stepId: step.id, text: stepWords(step) }]
  return { text: `${check.checkId}: ${what}${where}`, at, evidence }
}

/** The places where failing checks ended, by how many of them did. */
const blameOf = (failures: readonly Failure[]): readonly Blame[] => {
  const places = new Map<string, Failure[]>()
  for (const failure of failures)
    if (failure.at !== undefined) places.set(spanKey(failure.at), [...(places.get(spanKey(failure.at)) ?? []), failure])
  return [...places.values()]
    .map((here) => ({
      span: here[0]!.at!,
      weight: here.length / failures.length,
      reason: here[0]!.text,
      evidence: here.flatMap(({ evidence }) => evidence),
    }))
    .sort((a, b) => b.weight - a.weight)
}
