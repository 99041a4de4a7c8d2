import type { Attempt } from '../core/attempt.ts'
import { EngineError, attribute } from '../core/engine-error.ts'
import type { RunEvent } from '../core/event.ts'
import type { Execution } from '../core/execution.ts'
import type { ModelReply, ModelRequest } from '../core/model.ts'
import type { Program } from '../core/program.ts'
import type { Means } from '../core/roles.ts'
import type { ExecutionRequest } from '../core/runtime.ts'
import { executionEvent, tracesOf } from './execution-event.ts'
import type { Job } from './executor.ts'
import type { Lane } from './lane.ts'
import { prng } from '../core/prng.ts'
import type { TaskContext } from './task-context.ts'

/** Who acts, on which attempt (none yet: the first program is being written), and where that is recorded. */
export interface Actor {
  readonly by: string
  readonly attempt?: Attempt
  lane(): Lane<RunEvent>
}

export const meansFor = (context: TaskContext, actor: Actor): Means => ({
  ask: (request) => context.underWay.add(ask(context, actor, request)),
  execute: (program, request) => context.underWay.add(execute(context, actor, program, request)),
  random: prng(String(context.world.seed), context.task.id, actor.by, actor.attempt?.id ?? ''),
  signal: context.signal,
})

async function ask(context: TaskContext, { by, attempt }: Actor, request: ModelRequest): Promise<ModelReply> {
  const { world, signal, meter } = context
  const { model } = world.parts
  signal.throwIfAborted()
  if (model === undefined) throw new EngineError('usage', `${by} asks a model, and none was given: name one (--model)`)
  meter.modelCall()
  const recalled = context.recall(request)
  const call = (own: AbortSignal) =>
    attribute('model', `the model ${model.name} failed`, () => model.generate(request, own))
  const reply = recalled ?? (await world.models(call, signal))
  // At once, not in its lane: what was paid for is on disk before anything is done with it.
  const attemptId = attempt?.id ?? null
  world.record(context.stamp({ type: 'model.replied', attemptId, by, request, reply, cached: recalled !== undefined }))
  await world.flush()
  meter.replied(model.name, reply.usage)
  return reply
}

async function execute(context: TaskContext, actor: Actor, program: Program, request: ExecutionRequest) {
  const { signal, meter } = context
  signal.throwIfAborted()
  const job = await jobFor(context, program, request)
  meter.execution(job.key)
  return perform(context, actor, job)
}

/** A program's run on the task's module name, helper modules and tools. */
export async function jobFor(context: TaskContext, program: Program, request: ExecutionRequest): Promise<Job> {
  const { module, modules } = context.task
  const tools = await context.tools()
  return context.world.executor.job(program, {
    ...request,
    module,
    ...(modules && { modules }),
    ...(tools && { tools }),
  })
}

/** Runs a job that is paid for, and records it. */
export async function perform(context: TaskContext, actor: Actor, job: Job): Promise<Execution> {
  const lane = actor.lane().fork()
  try {
    const { execution, cached } = await context.run(job)
    const traces = context.world.keepTraces ? await keepTraces(context, execution) : undefined
    lane.put(context.stamp(executionEvent(actor, execution, { cached, ...(traces && { traces }) })))
    return execution
  } finally {
    lane.close()
  }
}

async function keepTraces({ world }: TaskContext, execution: Execution) {
  const kept = tracesOf(execution).map(async ([checkId, trace]) => [checkId, await world.keep(JSON.stringify(trace))])
  return kept.length === 0 ? undefined : (Object.fromEntries(await Promise.all(kept)) as Record<string, string>)
}
