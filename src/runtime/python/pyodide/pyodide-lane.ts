import type { Outcome } from '../../../core/execution.ts'
import type { Lane } from '../../lane-pool.ts'
import type { ToolRun } from '../../tool-run.ts'
import type { Bounds, LaneStart } from './lane-worker.ts'
import { LaneWorker } from './lane-worker.ts'
import type { Answer } from './read-answer.ts'
import { readAnswer } from './read-answer.ts'

export interface PyodideRequest {
  /** The JSON of docs/python-protocol.md. */
  readonly json: Uint8Array
  readonly bounds: Bounds
  readonly tools?: ToolRun | undefined
}

/** Opens a lane. */
export const openPyodideLane = async (start: LaneStart): Promise<Lane<PyodideRequest, Answer>> => {
  let worker = await LaneWorker.open(start)
  let killed = false
  return {
    get alive() {
      return worker.alive && !killed
    },
    /** Programs run alike every time: what got a worker stuck is not run again, when another takes the request over. */
    async run({ json, bounds, tools }) {
      const deaths = new Map<number, Outcome>()
      for (;;) {
        const result = await worker.ask({ json, deaths, hasTools: tools !== undefined }, bounds, tools)
        if ('answer' in result) return readAnswer(result.answer, tools)
        if ('failure' in result) return { graded: result }
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
