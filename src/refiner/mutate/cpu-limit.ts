import type { CheckResult } from '../../core/execution.ts'

/** For one candidate: generous beside what checks took that ended, and small, as most that pass it never end. */
export const cpuLimit = (before: readonly CheckResult[]): number => {
  const used = before.filter(({ outcome }) => outcome.kind !== 'exceeded').map(({ usage }) => usage.cpuMs)
  return Math.round(Math.min(5000, 80 + 20 * Math.max(0, ...used)))
}
