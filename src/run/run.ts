import type { Benchmark, Execute, Grade } from '../core/benchmark.ts'
import { EngineError, attribute } from '../core/engine-error.ts'
import { canonicalJson } from '../core/json.ts'
import type { Json } from '../core/json.ts'
import type { Program } from '../core/program.ts'
import type { RunLog, Store } from '../core/store.ts'
import type { Task } from '../core/task.ts'
import type { Folding } from '../record/fold.ts'
import { emptyRun, startFold } from '../record/fold.ts'
import type { Run, TaskRun } from '../record/run.ts'
import { configOf, differences } from './config.ts'
import { limiter } from './limiter.ts'
import { memoryStore } from './memory.ts'
import type { Parts } from './parts.ts'
import type { EarlierReply } from '../core/recall.ts'
import { recall } from '../core/recall.ts'
import { newRunId } from './run-id.ts'
import { solveTask } from './solve-task.ts'
import { taskBoundary } from './task-boundary.ts'
import type { EngineOptions, World } from './world.ts'
import { openWorld } from './world.ts'

export interface RunOptions extends EngineOptions {
  readonly benchmark: Benchmark
  readonly parts: Parts
  /** Where the run is kept. Default: in memory only. */
  readonly store?: Store
  /** One that the store has is resumed. Default: the benchmark's name and the time. */
  readonly id?: string
  /** What else the run depends on, such as the parts' own options: it is resumed only with the same. */
  readonly settings?: Json
  /** Tasks at the same time. Default 4. */
  readonly concurrency?: number
  readonly onProgress?: (progress: Progress) => void
  /** What was mended when the run was resumed. */
  readonly onWarning?: (warning: string) => void
}

export interface Progress {
  /** Tasks that are over, also those of earlier sittings. */
  readonly done: number
  readonly of: number
  /** Of those done. */
  readonly passed: number
  readonly failed: number
  /** Of this sitting. */
  readonly tasksPerSecond: number
}

/**
 * Solves and grades every task of a benchmark; a run that the store has is taken up where it stands. A task that goes
 * wrong is an event, and its `failure`. Rejects as `EngineError` of boundary `usage`, `store` or `benchmark` (its tasks cannot be
 * read), and with the signal's reason; the run can then be resumed.
 */
export async function run(options: RunOptions): Promise<Run> {
  const { benchmark, parts, store = memoryStore() } = options
  const log = await openLog(store, options)
  try {
    for (const warning of log.warnings) options.onWarning?.(warning)
    const folding = startFold(emptyRun(log.info))
    const replies = new Map<string, EarlierReply[]>()
    for await (const event of log.events()) {
      folding.add(event)
      if (event.type === 'model.replied' && !event.cached)
        replies.set(event.taskId, [...(replies.get(event.taskId) ?? []), event])
    }
    const world = await openWorld(parts, options, { log, fold: folding.add })
    const tasks = await readTasks(benchmark, executeFor(world, options.signal))
    await runTasks(tasks, { world, folding, replies, options })
    return folding.run()
  } finally {
    await log.close()
  }
}

async function openLog(
  store: Store,
  { benchmark, parts, settings = null, id, ...options }: RunOptions,
): Promise<RunLog> {
  const config = configOf(parts, options, { benchmark: benchmark.name, settings })
  if (id === undefined || !(await store.has(id))) return store.create(id ?? newRunId(benchmark.name), config)
  const log = await store.open(id)
  if (canonicalJson(log.info.config) === canonicalJson(config)) return log
  await log.close()
  throw new EngineError(
    'usage',
    `the run ${id} was made with ${differences(log.info.config, config)}: resume it with the same, or start another`,
  )
}

async function readTasks(benchmark: Benchmark, execute: Execute): Promise<readonly Task[]> {
  const tasks = new Map<string, Task>()
  await attribute('benchmark', `cannot read the tasks of ${benchmark.name}`, async () => {
    for await (const task of benchmark.tasks(execute)) {
      if (tasks.has(task.id)) throw new EngineError('benchmark', `${benchmark.name} has two tasks ${task.id}`)
      tasks.set(task.id, task)
    }
  })
  return [...tasks.values()]
}

interface Sitting {
  readonly world: World
  readonly folding: Folding
  /** Those of earlier sittings, by task. */
  readonly replies: ReadonlyMap<string, readonly EarlierReply[]>
  readonly options: RunOptions
}

async function runTasks(tasks: readonly Task[], sitting: Sitting): Promise<void> {
  const { folding, options } = sitting
  const stopping = new AbortController()
  const signal = AbortSignal.any([stopping.signal, ...(options.signal ? [options.signal] : [])])
  const report = progressReport(tasks, sitting)
  const atOnce = limiter(options.concurrency ?? 4)
  const left = tasks.filter(({ id }) => !isOver(folding.task(id)))
  report()
  const works = left.map((task) =>
    atOnce((own) => runTask(task, sitting, own), signal).then(
      () => report(task.id),
      (error: unknown) => stopping.abort(error),
    ),
  )
  await Promise.all(works)
  signal.throwIfAborted()
}

/** A grade that could not be decided and a failure are tried again when the run is resumed. */
const isOver = (task: TaskRun | undefined): boolean =>
  task?.failure === undefined && task?.grade !== undefined && task.grade.verdict !== 'undecided'

/** Solved once, graded once: a task that was submitted in an earlier sitting is only graded. */
async function runTask(task: Task, { world, folding, replies, options }: Sitting, signal: AbortSignal): Promise<void> {
  const boundary = { world, taskId: task.id, signal }
  if (folding.task(task.id)?.submitted === undefined)
    await taskBoundary(boundary, () => solveTask(task, world, { signal, recall: recall(replies.get(task.id) ?? []) }))
  const after = folding.task(task.id)
  const submitted = after?.attempts.find(({ id }) => id === after.submitted?.attemptId)
  if (after?.submitted === undefined) return
  // Where the task gave no program, the first that was written is what a mend is measured against.
  const first = after.attempts[0]?.program.source
  const seeded = task.seed !== undefined || first === undefined ? task : { ...task, seed: first }
  await taskBoundary(boundary, () => grade(seeded, submitted?.program, { world, benchmark: options.benchmark, signal }))
}

async function grade(
  task: Task,
  submitted: Program | undefined,
  { world, benchmark, signal }: { world: World; benchmark: Benchmark; signal: AbortSignal },
): Promise<void> {
  const execute = executeFor(world, signal)
  const grade =
    submitted === undefined
      ? nothingSubmitted
      : await attribute('benchmark', `cannot grade ${task.id}`, () => benchmark.grade(task, submitted, execute))
  world.record({ type: 'task.graded', atMs: world.now(), taskId: task.id, grade })
  await world.flush()
}

/** The benchmark's own way to the runtime: nothing of it is handed to a part, or recorded but the grade. */
const executeFor =
  ({ executor, toolsOf }: World, signal: AbortSignal = new AbortController().signal): Execute =>
  async (program, request, task) => {
    const tools = task && (await toolsOf(task, signal))
    return (await executor.execute(executor.job(program, { ...request, ...(tools && { tools }) }), signal)).execution
  }

const nothingSubmitted: Grade = { verdict: 'fail', message: 'nothing was submitted', passed: 0, of: 0 }

/** Counts tasks as they end. A failed task of an earlier sitting counts when it is over again. */
function progressReport(tasks: readonly Task[], { folding, options, world }: Sitting): (ended?: string) => void {
  const startMs = world.now()
  const over = new Set(tasks.map(({ id }) => id).filter((id) => isOver(folding.task(id))))
  const earlier = over.size
  return (ended) => {
    if (ended !== undefined) over.add(ended)
    const runs = [...over].flatMap((id) => folding.task(id) ?? [])
    options.onProgress?.({
      done: over.size,
      of: tasks.length,
      passed: runs.filter((task) => task.grade?.verdict === 'pass').length,
      failed: runs.filter((task) => task.failure !== undefined).length,
      tasksPerSecond: (1000 * (over.size - earlier)) / Math.max(1, world.now() - startMs),
    })
  }
}
