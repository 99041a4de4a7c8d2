import type { Attempt } from '../core/attempt.ts'
import { passes } from '../core/attempt.ts'
import { attribute } from '../core/engine-error.ts'
import type { RunEvent } from '../core/event.ts'
import { ENGINE } from '../core/event.ts'
import { program } from '../core/program.ts'
import type { Critic, Proposal } from '../core/roles.ts'
import type { Lane } from './lane.ts'
import { jobFor, meansFor, perform } from './means.ts'
import type { Reservation } from './meter.ts'
import type { TaskContext } from './task-context.ts'

/** What a move knows of the attempt that it makes. */
export interface Plan {
  readonly id: string
  readonly by: string
  readonly parent: Attempt | undefined
  readonly lane: Lane<RunEvent>
  /** The execution that the move has set aside for the visible checks. */
  readonly reservation: Reservation
}

/**
 * From proposal to attempt: written, run on the visible checks and, where it fails them, judged by every critic. Yields
 * the attempt as soon as it was run and after each verdict, so that it counts even when a budget runs out in a critic.
 */
export async function* makeAttempt(context: TaskContext, plan: Plan, proposal: Proposal): AsyncGenerator<Attempt> {
  const draft = written(context, plan, proposal)
  let attempt = await checked(context, plan, draft)
  yield attempt
  const critics = passes(attempt) ? [] : (context.world.parts.critics ?? [])
  for (const critic of critics) {
    attempt = await judged(context, plan, { attempt, critic })
    yield attempt
  }
}

function written(context: TaskContext, { id, by, parent, lane }: Plan, proposal: Proposal): Attempt {
  const parentIds = parent === undefined ? [] : [parent.id]
  lane.put(context.stamp({ type: 'attempt.written', attemptId: id, parentIds, by, ...proposal }))
  return {
    id,
    parentIds,
    program: program(proposal.source, context.task.language),
    ...(proposal.note !== undefined && { note: proposal.note }),
    executions: [],
    feedback: [],
  }
}

async function checked(context: TaskContext, { lane, reservation }: Plan, attempt: Attempt): Promise<Attempt> {
  const { checks } = context.task
  // What a program that answers by tools did is all that critics have to judge it by.
  const watched = (await context.tools()) === undefined ? {} : ({ trace: 'full' } as const)
  const job = await jobFor(context, attempt.program, { checks, ...watched })
  reservation.use(job.key)
  const execution = await perform(context, { by: ENGINE, attempt, lane: () => lane }, job)
  return { ...attempt, executions: [execution] }
}

async function judged(
  context: TaskContext,
  { lane }: Plan,
  { attempt, critic }: { readonly attempt: Attempt; readonly critic: Critic },
): Promise<Attempt> {
  const means = meansFor(context, { by: critic.name, attempt, lane: () => lane })
  const feedback = await attribute('engine', `the critic ${critic.name} failed`, () =>
    critic.critique(context.task, attempt, means),
  )
  lane.put(context.stamp({ type: 'attempt.judged', attemptId: attempt.id, feedback }))
  return { ...attempt, feedback: [...attempt.feedback, feedback] }
}
