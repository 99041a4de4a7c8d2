import type { CheckResult } from '../core/execution.ts'
import type { Feedback } from '../core/feedback.ts'
import type { Critic } from '../core/roles.ts'
import { loadPython } from '../syntax/python.ts'
import { unitTable } from '../syntax/unit-table.ts'
import { checksFeedback } from './checks.ts'
import { graded, replay } from './replay.ts'
import { contrastOf } from './spectrum/contrast.ts'
import { spectrumSignals } from './spectrum/coverage.ts'
import { exceptionSignals } from './spectrum/exception-site.ts'
import { flowSignals } from './spectrum/flow.ts'
import { formulas } from './spectrum/formulas.ts'
import type { FormulaName } from './spectrum/formulas.ts'
import { originSignals } from './spectrum/origin.ts'
import { rank } from './spectrum/rank.ts'
import { spinSignals } from './spectrum/spin.ts'
import { valueSignals } from './spectrum/value-signals.ts'

export interface SpectrumOptions {
  /** The similarity of coverage and failure. Default `ochiai`. */
  readonly formula?: FormulaName
}

const limits = { cpuMs: 1000, wallMs: 8000, traceSteps: 20_000 }

/**
 * Names the places at fault by comparing runs: what failing checks run and passing ones do not, values and branches that
 * only failing checks see, where the exception came up, what flows into the wrong answer, what keeps a run from ending.
 */
export const spectrumCritic = ({ formula = 'ochiai' }: SpectrumOptions = {}): Critic => ({
  name: 'spectrum',
  async critique(task, attempt, means) {
    const known = graded(task, attempt)
    if (known !== undefined && known.every(({ verdict }) => verdict !== 'fail'))
      return { ...checksFeedback(known), from: 'spectrum' }
    const checks = await replay(task, attempt, means, { trace: 'full', limits })
    return spectrumFeedback(attempt.program.source, checks, formula)
  },
})

export const spectrumFeedback = async (
  source: string,
  checks: readonly CheckResult[],
  formula: FormulaName,
): Promise<Feedback> => {
  const contrast = contrastOf(unitTable((await loadPython()).parse(source)), checks)
  const signals = [
    ...spectrumSignals(contrast, formulas[formula]),
    ...valueSignals(contrast),
    ...flowSignals(contrast),
    ...originSignals(contrast),
    ...exceptionSignals(contrast),
    ...spinSignals(contrast),
  ]
  return { ...checksFeedback(checks), from: 'spectrum', blame: rank(signals) }
}
