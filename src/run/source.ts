import type { Means, Proposal } from '../core/roles.ts'
import type { Lane } from './lane.ts'
import type { RunEvent } from '../core/event.ts'

/** A generator or a refiner under way: each pull asks for one proposal more. */
export interface Source {
  readonly by: string
  /** What the part does until then is recorded on `lane`. `undefined`: it has no more. */
  next(lane: Lane<RunEvent>): Promise<Proposal | undefined>
  close(): Promise<void>
}

/** `start` gets the means of the part, whose records go to the lane of the pull that is being answered. */
export function openSource(
  by: string,
  meansOn: (lane: () => Lane<RunEvent>) => Means,
  start: (means: Means) => AsyncIterable<Proposal>,
): Source {
  let current: Lane<RunEvent> | undefined
  const means = meansOn(() => {
    if (current === undefined) throw new Error(`${by} does something before it is asked for a proposal`)
    return current
  })
  const iterator = start(means)[Symbol.asyncIterator]()
  let turn: Promise<unknown> = Promise.resolve()
  return {
    by,
    next(lane) {
      const pulled = turn.then(async () => {
        current = lane
        const { done, value } = await iterator.next()
        return done === true ? undefined : value
      })
      turn = pulled.catch(() => undefined)
      return pulled
    },
    async close() {
      await turn
      await iterator.return?.()
    },
  }
}
