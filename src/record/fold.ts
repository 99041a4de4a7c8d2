import type { RunEvent } from '../core/event.ts'
import { ENGINE } from '../core/event.ts'
import { program } from '../core/program.ts'
import type { AttemptRun, Run, TaskRun } from './run.ts'
import { addSpent, nothingSpent } from './run.ts'

type Of<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>

export const emptyRun = ({ id, config }: Pick<Run, 'id' | 'config'>): Run => ({ id, config, tasks: [] })

/** The run after one more event. Pure. */
export const fold = (run: Run, event: RunEvent): Run => foldAll(run, [event])

/** The run after many events: as `fold` on each, in one pass. */
export function foldAll(run: Run, events: Iterable<RunEvent>): Run {
  const folding = startFold(run)
  for (const event of events) folding.add(event)
  return folding.run()
}

/** A fold under way, for a log that is still being written. */
export interface Folding {
  add(event: RunEvent): void
  run(): Run
  task(id: string): TaskRun | undefined
}

export function startFold(start: Run): Folding {
  const tasks = new Map(start.tasks.map((task) => [task.id, task]))
  return {
    add(event) {
      const before = tasks.get(event.taskId)
      const after = event.type === 'task.started' ? started(before, event) : before && foldTask(before, event)
      if (after !== undefined) tasks.set(event.taskId, after)
    },
    run: () => ({ ...start, tasks: [...tasks.values()] }),
    task: (id) => tasks.get(id),
  }
}

/** A task that is started again was interrupted: it begins anew, but what was paid stays paid. */
const started = (before: TaskRun | undefined, event: Of<'task.started'>): TaskRun => ({
  id: event.taskId,
  prompt: event.prompt,
  language: event.language,
  checks: event.checks,
  ...(event.visual && { visual: event.visual }),
  startedAtMs: event.atMs,
  attempts: [],
  replies: [],
  spent: before?.spent ?? nothingSpent,
})

function foldTask(task: TaskRun, event: Exclude<RunEvent, Of<'task.started'>>): TaskRun {
  switch (event.type) {
    case 'attempt.written':
      return { ...task, attempts: [...task.attempts, written(task, event)] }
    case 'attempt.executed':
      return executed(task, event)
    case 'candidate.executed':
      return { ...task, spent: addSpent(task.spent, executionSpent(event)) }
    case 'attempt.judged':
      return change(task, event.attemptId, (attempt) => ({
        ...attempt,
        feedback: [...attempt.feedback, event.feedback],
      }))
    case 'model.replied':
      return replied(task, event)
    case 'task.submitted': {
      const { attemptId, reason, budget, atMs } = event
      return { ...task, endedAtMs: atMs, submitted: { attemptId, reason, ...(budget && { budget }) } }
    }
    case 'task.graded': {
      // An earlier try to grade may have failed.
      const { failure: _, ...rest } = task
      return { ...rest, endedAtMs: event.atMs, grade: event.grade }
    }
    case 'task.failed':
      return { ...task, endedAtMs: event.atMs, failure: { boundary: event.boundary, message: event.message } }
  }
}

const written = (task: TaskRun, event: Of<'attempt.written'>): AttemptRun => ({
  id: event.attemptId,
  parentIds: event.parentIds,
  by: event.by,
  program: program(event.source, task.language),
  ...(event.note !== undefined && { note: event.note }),
  ...(event.rivals !== undefined && { rivals: event.rivals }),
  executions: [],
  replays: [],
  feedback: [],
})

function executed(task: TaskRun, event: Of<'attempt.executed'>): TaskRun {
  const { type: _, atMs: __, taskId: ___, attemptId, cached: ____, by, traces, ...execution } = event
  const changed = change(task, attemptId, (attempt) =>
    by === ENGINE
      ? { ...attempt, executions: [...attempt.executions, execution], ...(traces && { traces }) }
      : { ...attempt, replays: [...attempt.replays, { ...execution, by, ...(traces && { traces }) }] },
  )
  return { ...changed, spent: addSpent(task.spent, executionSpent(event)) }
}

const executionSpent = ({ cached, usage }: Of<'attempt.executed'> | Of<'candidate.executed'>) =>
  cached ? { ...nothingSpent, cachedExecutions: 1 } : { ...nothingSpent, executions: 1, cpuMs: usage.cpuMs }

function replied(task: TaskRun, { attemptId, by, request, reply, cached }: Of<'model.replied'>): TaskRun {
  const replies = [...task.replies, { attemptId, by, request, reply }]
  if (cached) return { ...task, replies }
  const { inputTokens, outputTokens, costUsd = 0 } = reply.usage
  return {
    ...task,
    replies,
    spent: addSpent(task.spent, { ...nothingSpent, modelCalls: 1, inputTokens, outputTokens, costUsd }),
  }
}

const change = (task: TaskRun, id: string, edit: (attempt: AttemptRun) => AttemptRun): TaskRun => ({
  ...task,
  attempts: task.attempts.map((attempt) => (attempt.id === id ? edit(attempt) : attempt)),
})
