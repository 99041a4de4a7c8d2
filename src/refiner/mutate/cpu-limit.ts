import type { CheckResult } from '../../core/execution.ts'

/**
 * Cpu time of one check of a candidate, in ms: generous beside what the checks took that ended, but small, as most
 * candidates that pass it never end.
 */
export const cpuLimit = (before: readonly CheckResult[]): number => {
  const used = before.filter(({ outcome }) => outcome.kind !== 'exceeded').map(({ usage }) => usage.cpuMs)
  const most = Math.max(0, ...used)
  return Math.round(Math.min(80 + 20 * most, 400 + 3 * most, 5000))
}
