import type { Attempt } from '../core/attempt.ts'
import type { CheckResult } from '../core/execution.ts'
import type { Feedback } from '../core/feedback.ts'
import type { Critic, Means } from '../core/roles.ts'
import { loadPython } from '../syntax/python.ts'
import { unitTable } from '../syntax/unit-table.ts'
import { checksFeedback } from './checks.ts'
import { graded, replay, watchLimits } from './replay.ts'
import { contrastOf } from './spectrum/contrast.ts'
import type { Contrast, Signal } from './spectrum/contrast.ts'
import { spectrumSignals } from './spectrum/coverage.ts'
import { exceptionSignals } from './spectrum/exception-site.ts'
import { flowSignals } from './spectrum/flow.ts'
import { formulas } from './spectrum/formulas.ts'
import type { FormulaName } from './spectrum/formulas.ts'
import { originSignals } from './spectrum/origin.ts'
import { rank } from './spectrum/rank.ts'
import { spinSignals } from './spectrum/spin.ts'
import { unwatchedSignals } from './spectrum/unwatched.ts'
import { valueSignals } from './spectrum/value-signals.ts'

export interface SpectrumOptions {
  /** The similarity of coverage and failure. Default `ochiai`. */
  readonly formula?: FormulaName
}

/**
 * Names the places at fault by comparing runs: what failing checks run and passing ones do not, values and branches that
 * only failing checks see, where the exception came up, what flows into the wrong answer and what made its wrong parts,
 * what keeps a run from ending. Where nothing fails it blames nothing.
 */
export const spectrumCritic = ({ formula = 'ochiai' }: SpectrumOptions = {}): Critic => ({
  name: 'spectrum',
  async critique(task, attempt, means) {
    const known = graded(task, attempt)
    if (known?.every(({ verdict }) => verdict !== 'fail')) return { ...checksFeedback(known), from: 'spectrum' }
    const checks = await replay(task, attempt, means, 'full')
    const loading = checks.some(isWatchedFailure) ? [] : await watchLoading(attempt, means)
    const { blame } = await spectrumFeedback(attempt.program.source, [...checks, ...loading], formula)
    return { ...checksFeedback(checks), from: 'spectrum', blame }
  },
})

const isWatchedFailure = ({ verdict, trace }: CheckResult): boolean => verdict === 'fail' && trace !== undefined

/** A program that cannot even be loaded is watched doing so, as if that were a check. */
const watchLoading = async ({ program }: Attempt, means: Means): Promise<readonly CheckResult[]> => {
  const { outcome, stdout, usage, trace } = await means.execute(program, {
    entry: { kind: 'script' },
    trace: 'full',
    limits: watchLimits,
  })
  if (outcome.kind === 'returned' || trace === undefined) return []
  return [{ checkId: 'loading', verdict: 'fail', outcome, integrity: 'split', calls: [], stdout, usage, trace }]
}

/** The blame that these results, with their traces, give. */
export const spectrumFeedback = async (
  source: string,
  checks: readonly CheckResult[],
  formula: FormulaName,
): Promise<Feedback> => {
  const contrast = contrastOf(unitTable((await loadPython()).parse(source)), checks)
  const signals =
    contrast.failing.length === 0 ? unwatchedSignals(contrast.table, checks) : signalsOf(contrast, formula)
  const feedback = checksFeedback(checks)
  const blame = rank(signals)
  // a source that cannot be read has no statements to rank, only the place that its error names
  return { ...feedback, from: 'spectrum', blame: blame.length > 0 ? blame : feedback.blame }
}

const signalsOf = (contrast: Contrast, formula: FormulaName): readonly Signal[] => [
  ...spectrumSignals(contrast, formulas[formula]),
  ...valueSignals(contrast),
  ...flowSignals(contrast),
  ...originSignals(contrast),
  ...exceptionSignals(contrast),
  ...spinSignals(contrast),
]
