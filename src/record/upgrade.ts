import { EngineError } from '../core/engine-error.ts'

/** Makes an event of version n one of version n + 1; `steps[0]` is for version 1. */
export type UpgradeStep = (event: unknown) => unknown

const steps: readonly UpgradeStep[] = [
  // Version 2 adds tools, visual tasks, images and token probabilities: nothing that version 1 wrote has changed.
  (event) => event,
]

/** An event of an older log as it would be written today. `EngineError` of boundary `store` where the log is of a newer Faultline. */
export function upgrade(event: unknown, version: number, through: readonly UpgradeStep[] = steps): unknown {
  const today = through.length + 1
  if (!Number.isInteger(version) || version < 1 || version > today)
    throw new EngineError(
      'store',
      `the log has version ${version}, and this Faultline reads 1 to ${today}: use a newer one`,
    )
  return through.slice(version - 1).reduce((older, step) => step(older), event)
}
