import type { CheckResult } from '../../core/execution.ts'
import type { Evidence } from '../../core/feedback.ts'
import type { Span } from '../../core/span.ts'
import type { Step, Trace } from '../../core/trace.ts'
import { dependenceGraph } from '../../syntax/dependence.ts'
import type { DependenceGraph } from '../../syntax/dependence.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { UnitTable } from '../../syntax/unit-table.ts'
import { stepWords } from '../step-words.ts'
import { quotedAt } from './quoted.ts'

/** One check's run of the program, with its trace. */
export interface Run {
  readonly check: CheckResult
  readonly trace: Trace
  /** Made when it is first asked for. */
  dependences(): DependenceGraph
  evidence(step: Step): Evidence
}

/** What the signals are drawn from: the program, and its runs on the checks that fail and on those that pass. */
export interface Contrast {
  readonly table: UnitTable
  readonly failing: readonly Run[]
  readonly passing: readonly Run[]
}

/**
 * What a unit is suspected for. `spectrum`: failing checks run it and passing ones do not. `value`: a value or branch
 * that only failing checks see. `first`: the first such one in time. `flow`: its values reach the wrong answer or the
 * exception, or could have. `origin`: it made the wrong part of the answer. `site`: the exception came up here. `spin`:
 * it keeps the run that had to be stopped going.
 */
export type SignalKind = 'spectrum' | 'value' | 'first' | 'flow' | 'origin' | 'site' | 'spin'

export interface Signal {
  readonly kind: SignalKind
  readonly unit: SyntaxNode
  /** The expression in the unit that shows it, where one does. */
  readonly span?: Span
  /** From 0 to 1. */
  readonly strength: number
  /** For people, with the values. */
  readonly reason: string
  readonly evidence: readonly Evidence[]
}

/** Checks without a verdict of pass or fail, or without a trace, have no part in it. */
export const contrastOf = (table: UnitTable, checks: readonly CheckResult[]): Contrast => {
  const runs = (verdict: CheckResult['verdict']): readonly Run[] =>
    checks.flatMap((check) =>
      check.verdict === verdict && check.trace !== undefined ? [runOf(table, check, check.trace)] : [],
    )
  return { table, failing: runs('fail'), passing: runs('pass') }
}

const runOf = (table: UnitTable, check: CheckResult, trace: Trace): Run => {
  let graph: DependenceGraph | undefined
  return {
    check,
    trace,
    dependences: () => (graph ??= dependenceGraph(table, trace)),
    evidence: (step) => ({
      checkId: check.checkId,
      stepId: step.id,
      text: stepWords(step, quotedAt(table.tree, step.at)),
    }),
  }
}

/** It ran until a limit, or until the stack was full: where exactly it ended is an accident. */
export const wasStopped = ({ check: { outcome } }: Run): boolean =>
  outcome.kind === 'exceeded' || (outcome.kind === 'raised' && outcome.error === 'RecursionError')

/** `2 of 3 failing checks and no passing one`. */
export const shares = ({ failing, passing }: Contrast, ef: number, ep: number): string => {
  const checks = failing.length === 1 ? 'check' : 'checks'
  const passed =
    ep === 0 ? 'no passing one' : `${ep} of ${passing.length} passing one${passing.length === 1 ? '' : 's'}`
  return `${ef} of ${failing.length} failing ${checks}${passing.length === 0 ? '' : ` and ${passed}`}`
}
