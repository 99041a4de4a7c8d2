import type { Attempt } from '../core/attempt.ts'
import { passes } from '../core/attempt.ts'
import type { BudgetSpent } from '../core/budget.ts'
import { EngineError, attribute } from '../core/engine-error.ts'
import type { RunEvent } from '../core/event.ts'
import { ENGINE } from '../core/event.ts'
import { program } from '../core/program.ts'
import type { Critic, Moves, Proposal } from '../core/roles.ts'
import type { Lane } from './lane.ts'
import { lane } from './lane.ts'
import { meansFor, perform } from './means.ts'
import type { Reservation } from './meter.ts'
import { prng } from './prng.ts'
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
  const { parts, seed, record } = context.world
  const log = lane(record)
  const made: (Attempt | undefined)[] = []
  const sources = new Map<string, Source>()
  const moving = underWay()
  let refusal: BudgetSpent | undefined

  const move = async (open: () => Source, parent?: Attempt): Promise<Attempt | undefined> => {
    if (refusal !== undefined) throw refusal
    context.signal.throwIfAborted()
    const source = open()
    context.signal.throwIfAborted()
    const reservation = context.meter.move()
    const here = log.fork()
    const number = made.push(undefined)
    try {
      const proposal = await attribute('engine', `${source.by} failed`, () => source.next(here))
      if (proposal === undefined) return undefined
      const draft = written(context, `a${number}`, proposal, parent)
      here.put(
        context.stamp({
          type: 'attempt.written',
          attemptId: draft.id,
          by: source.by,
          parentIds: draft.parentIds,
          ...proposal,
        }),
      )
      let attempt = await checked(context, draft, { here, reservation })
      made[number - 1] = attempt
      for (const critic of passes(attempt) ? [] : (parts.critics ?? [])) {
        attempt = await judged(context, attempt, { here, critic })
        made[number - 1] = attempt
      }
      return attempt
    } finally {
      reservation.release()
      here.close()
    }
  }

  const sourceFor = (key: string, open: () => Source): Source => {
    const source = sources.get(key) ?? open()
    sources.set(key, source)
    return source
  }

  /** Gives the very promise that is waited for, so that a move which a strategy has forgotten cannot be an unhandled rejection. */
  const begin = (key: string, open: () => Source, parent?: Attempt): Promise<Attempt | undefined> =>
    context.underWay.add(moving.add(move(() => sourceFor(key, open), parent)))

  return {
    moves: {
      generate: () => begin('', () => generating(context)),
      refine: (attempt) => begin(attempt.id, () => refining(context, attempt), attempt),
      random: prng(String(seed), context.task.id),
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

const generating = (context: TaskContext): Source => {
  const { generator } = context.world.parts
  const means = (lane: () => Lane<RunEvent>) => meansFor(context, { by: generator.name, lane })
  return openSource(generator.name, means, (means) => generator.generate(context.task, means))
}

const refining = (context: TaskContext, attempt: Attempt): Source => {
  const { refiner, strategy } = context.world.parts
  if (refiner === undefined)
    throw new EngineError('usage', `the strategy ${strategy.name} refines, and no refiner was given`)
  const means = (lane: () => Lane<RunEvent>) => meansFor(context, { by: refiner.name, attempt, lane })
  return openSource(refiner.name, means, (means) => refiner.refine(context.task, attempt, means))
}

const written = ({ task }: TaskContext, id: string, { source, note }: Proposal, parent?: Attempt): Attempt => ({
  id,
  parentIds: parent === undefined ? [] : [parent.id],
  program: program(source, task.language),
  ...(note !== undefined && { note }),
  executions: [],
  feedback: [],
})

/** The attempt, run on the task's visible checks: with the execution that its move has set aside. */
async function checked(
  context: TaskContext,
  attempt: Attempt,
  { here, reservation }: { here: Lane<RunEvent>; reservation: Reservation },
): Promise<Attempt> {
  const { checks, module, modules } = context.task
  const job = context.world.executor.job(attempt.program, { checks, module, ...(modules && { modules }) })
  reservation.use(job.key)
  const execution = await perform(context, { by: ENGINE, attempt, lane: () => here }, job)
  return { ...attempt, executions: [execution] }
}

async function judged(
  context: TaskContext,
  attempt: Attempt,
  { here, critic }: { here: Lane<RunEvent>; critic: Critic },
): Promise<Attempt> {
  const means = meansFor(context, { by: critic.name, attempt, lane: () => here })
  const feedback = await attribute('engine', `the critic ${critic.name} failed`, () =>
    critic.critique(context.task, attempt, means),
  )
  here.put(context.stamp({ type: 'attempt.judged', attemptId: attempt.id, feedback }))
  return { ...attempt, feedback: [...attempt.feedback, feedback] }
}
