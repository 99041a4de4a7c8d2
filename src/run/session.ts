import type { Attempt } from '../core/attempt.ts'
import type { BudgetSpent } from '../core/budget.ts'
import { EngineError, attribute } from '../core/engine-error.ts'
import type { RunEvent } from '../core/event.ts'
import type { Moves } from '../core/roles.ts'
import type { Lane } from './lane.ts'
import { lane } from './lane.ts'
import { makeAttempt } from './make-attempt.ts'
import { meansFor } from './means.ts'
import { prng } from '../core/prng.ts'
import type { Source } from './source.ts'
import { openSource } from './source.ts'
import type { TaskContext } from './task-context.ts'
import { underWay } from './under-way.ts'

/** The moves of one task, and the attempts that they have made so far. */
export interface Session {
  readonly moves: Moves
  /** Those that were run, in the order in which they were asked for. */
  attempts(): readonly Attempt[]
  /** When a budget is spent: refuses new moves, and waits until those under way are over, for they are paid. */
  settle(spent: BudgetSpent): Promise<void>
  /** Ends what is under way and waits until it is over. */
  close(): Promise<void>
}

export function openSession(context: TaskContext): Session {
  const log = lane(context.world.record)
  const made: (Attempt | undefined)[] = []
  const sources = new Map<string, Source>()
  const moving = underWay()
  let refusal: BudgetSpent | undefined

  const move = async (key: string, open: () => Source, parent?: Attempt): Promise<Attempt | undefined> => {
    if (refusal !== undefined) throw refusal
    context.signal.throwIfAborted()
    const source = sources.get(key) ?? open()
    sources.set(key, source)
    const reservation = context.meter.move()
    const here = log.fork()
    const place = made.push(undefined) - 1
    try {
      const proposal = await attribute('engine', `${source.by} failed`, () => source.next(here))
      if (proposal === undefined) return undefined
      const plan = { id: `a${place + 1}`, by: source.by, parent, lane: here, reservation }
      for await (const attempt of makeAttempt(context, plan, proposal)) made[place] = attempt
      return made[place]
    } finally {
      reservation.release()
      here.close()
    }
  }
  /** Gives the very promise that is waited for, so that a move which a strategy forgets is no unhandled rejection. */
  const begin: typeof move = (...asked) => context.underWay.add(moving.add(move(...asked)))

  return {
    moves: {
      generate: () => begin('', () => generating(context)),
      refine: (attempt) => begin(attempt.id, () => refining(context, attempt), attempt),
      random: prng(String(context.world.seed), context.task.id),
    },
    attempts: () => made.filter((attempt) => attempt !== undefined),
    async settle(spent) {
      refusal = spent
      await moving.over()
    },
    async close() {
      await context.end()
      for (const source of sources.values()) await source.close()
    },
  }
}

function generating(context: TaskContext): Source {
  const { generator } = context.world.parts
  const means = (lane: () => Lane<RunEvent>) => meansFor(context, { by: generator.name, lane })
  return openSource(generator.name, means, (means) => generator.generate(context.task, means))
}

function refining(context: TaskContext, attempt: Attempt): Source {
  const { refiner, strategy } = context.world.parts
  if (refiner === undefined)
    throw new EngineError('usage', `the strategy ${strategy.name} refines, and no refiner was given`)
  const means = (lane: () => Lane<RunEvent>) => meansFor(context, { by: refiner.name, attempt, lane })
  return openSource(refiner.name, means, (means) => refiner.refine(context.task, attempt, means))
}
