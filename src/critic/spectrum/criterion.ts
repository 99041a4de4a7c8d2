import type { Step } from '../../core/trace.ts'
import { child } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { UnitTable } from '../../syntax/unit-table.ts'
import { beforeUnwinding, raisingStep } from '../ending.ts'
import { wasStopped } from './contrast.ts'
import type { Run } from './contrast.ts'

/** Where a failure shows, and what to call it in a check. */
export interface Criterion {
  readonly what: string
  /** What the unit did that is there itself. */
  readonly did: string
  readonly steps: readonly Step[]
}

/** The exception, the answers that the check got, or the last step of a run that ended otherwise. */
export const criterionOf = (table: UnitTable, run: Run): Criterion => {
  const { outcome } = run.check
  const last = beforeUnwinding(run.trace).slice(-1)
  if (wasStopped(run)) return { what: 'the stop', did: 'was running at the stop', steps: last }
  if (outcome.kind === 'raised' && outcome.at !== undefined) {
    const step = raisingStep(run.trace)
    return { ...gave(`the ${outcome.error}`), steps: step === undefined ? last : [step] }
  }
  if (outcome.kind !== 'returned' && outcome.kind !== 'raised') return { ...gave('the end'), steps: last }
  return { ...gave('the wrong answer'), steps: answers(table, run) }
}

const gave = (what: string) => ({ what, did: `gave ${what}` })

/**
 * What the check looked at: the last thing that an outermost function gave back and that the check complains of, or else
 * all that they gave. Where that is nothing but `None`, which was not what the check complains of, what was printed, or
 * else the objects that were changed in place.
 */
export const answers = (table: UnitTable, { check, trace: { steps } }: Run): readonly Step[] => {
  const given = steps.filter((step) => step.kind === 'return' || step.kind === 'yield')
  const outermost = given.reduce((least, { depth }) => Math.min(least, depth), Infinity)
  const results = given.filter(({ depth }) => depth === outermost)
  const silent = results.every(({ value }) => value.text === 'None') && check.actual !== 'None'
  const wrong = results.findLast(({ value }) => value.text === check.actual)
  if (!silent) return wrong === undefined ? results : [wrong]
  const printed = steps.filter((step) => step.kind === 'line' && isPrint(table.unitAt(step.at)))
  if (printed.length > 0) return printed
  const changed = steps.filter((step) => step.kind === 'line' && Object.values(step.changed).some(isObject))
  return changed.length > 0 ? changed.slice(-1) : results
}

const isPrint = (unit: SyntaxNode | undefined): boolean => {
  const call = unit?.kind === 'expression_statement' ? unit.children[0] : undefined
  return call?.kind === 'call' && /^(print|sys\.stdout\.write)$/.test(child(call, 'function')?.text ?? '')
}

const isObject = ({ identity }: { readonly identity?: number }): boolean => identity !== undefined
