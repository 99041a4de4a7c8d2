import { EngineError } from '../core/engine-error.ts'
import type { World } from './world.ts'

/**
 * Does `work` for one task. When it fails, that is an event of the task, and the others go on; `undefined` then. Thrown
 * is only what would fail every task in the same way: parts that do not fit, a log that cannot be written, an abort.
 */
export async function taskBoundary<T>(
  { world, taskId, signal }: { readonly world: World; readonly taskId: string; readonly signal: AbortSignal },
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    signal.throwIfAborted()
    const boundary = error instanceof EngineError ? error.boundary : 'engine'
    if (boundary === 'usage' || boundary === 'store') throw error
    const message = error instanceof Error ? error.message : String(error)
    world.record({ type: 'task.failed', atMs: world.now(), taskId, boundary, message })
    await world.flush()
    return undefined
  }
}
