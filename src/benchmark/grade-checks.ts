import type { Grade } from '../core/benchmark.ts'
import type { CheckResult } from '../core/execution.ts'

/** The grade that hidden checks give: any that could not be decided leaves the whole without a grade. */
export function gradeChecks(results: readonly CheckResult[], of: number): Grade {
  const passed = results.filter(({ verdict }) => verdict === 'pass' || verdict === 'skip').length
  const undecided = results.find(({ verdict }) => verdict === 'undecided')
  const failed = results.find(({ verdict }) => verdict === 'fail')
  if (failed !== undefined) return { verdict: 'fail', message: failureText(failed), passed, of }
  if (undecided !== undefined)
    return { verdict: 'undecided', message: undecided.message ?? 'the sandbox could not decide', passed, of }
  return passed === of
    ? { verdict: 'pass', message: 'passed', passed, of }
    : { verdict: 'fail', message: 'not every check ran', passed, of }
}

/** In the words of the human-eval harness: `timed out`, `failed: …`. */
export function failureText({ outcome, message }: CheckResult): string {
  if (outcome.kind === 'exceeded' && (outcome.limit === 'cpuMs' || outcome.limit === 'wallMs')) return 'timed out'
  return `failed: ${message ?? ''}`
}
