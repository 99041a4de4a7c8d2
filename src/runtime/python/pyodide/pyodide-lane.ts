import type { Outcome } from '../../../core/execution.ts'
import type { Lane } from '../../lane-pool.ts'
import type { Bounds } from './lane-worker.ts'
import { LaneWorker } from './lane-worker.ts'
import type { WorkerStart } from './worker.ts'

export interface PyodideRequest {
  /** The JSON of docs/python-protocol.md. */
  readonly json: Uint8Array
  readonly bounds: Bounds
}

/** Opens a lane. Its answers are those of `answer.py`. */
export const openPyodideLane = async (
  start: Omit<WorkerStart, 'beacon'>,
): Promise<Lane<PyodideRequest, Uint8Array>> => {
  let worker = await LaneWorker.open(start)
  let killed = false
  return {
    get alive() {
      return worker.alive && !killed
    },
    /** Programs run alike every time: what got a worker stuck is not run again, when another takes the request over. */
    async run({ json, bounds }) {
      const deaths = new Map<number, Outcome>()
      for (;;) {
        const result = await worker.ask({ json, deaths }, bounds)
        if ('answer' in result) return result.answer
        deaths.set(result.stuck, result.outcome)
        worker = await LaneWorker.open(start)
        if (killed) await worker.end()
      }
    },
    async kill() {
      killed = true
      await worker.end()
    },
  }
}
