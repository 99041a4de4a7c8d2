import type { Benchmark, Execute } from '../../core/benchmark.ts'
import { EngineError } from '../../core/engine-error.ts'
import { program } from '../../core/program.ts'
import { prng } from '../../core/prng.ts'
import type { Span } from '../../core/span.ts'
import type { Task } from '../../core/task.ts'
import { unparsedSource } from '../../syntax/unparsed.ts'
import { inParallel } from './in-parallel.ts'
import type { Faulty } from './make-faulty.ts'
import { makeFaulty } from './make-faulty.ts'
import { shuffled } from './shuffled.ts'
import type { VisualOptions } from './visual-options.ts'

/** Certified at the same time: the engine bounds executions, this bounds what waits for them. */
const atOnce = 16

/**
 * Any visual benchmark whose seeds are right, with half of them made faulty. Certified by execution on the task's own
 * images: the right program must be right, the faulty one wrong. The place of the fault is known to the grade alone
 * (`faultLines`). Tasks that cannot be had so are left out, and counted.
 */
export function injected(
  benchmark: Benchmark,
  { injector, seed = 0, ask, onWarning }: Pick<VisualOptions, 'injector' | 'seed' | 'ask' | 'onWarning'>,
): Benchmark {
  if (injector === undefined)
    throw new EngineError('usage', `${benchmark.name}: faults can only be injected by an injector`)
  const faults = new Map<string, Faulty>()
  return {
    name: `${benchmark.name}-injected`,
    async *tasks(execute) {
      const sound = await soundTasks(benchmark, execute, onWarning)
      const make = (task: Task) => makeFaulty(task, { benchmark, injector, execute, seed, ...(ask && { ask }) })
      const { faulty, right } = await halves(shuffled(sound, prng(String(seed), 'halves')), make)
      if (faulty.size === 0)
        throw new EngineError(
          'usage',
          `no fault of the injector ${injector.name} changes an answer of ${benchmark.name}`,
        )
      const left = sound.length - faulty.size - right.size
      if (left > 0)
        onWarning?.(`${left} of ${sound.length} tasks were left out, so that half of the programs are faulty`)
      for (const task of sound) {
        const fault = faulty.get(task)
        if (fault !== undefined) faults.set(task.id, fault)
        if (fault !== undefined) yield { ...task, seed: fault.source }
        else if (right.has(task)) yield task
      }
    },
    async grade(task, submitted, execute) {
      const grade = await benchmark.grade(task, submitted, execute)
      const fault = faults.get(task.id)
      if (fault === undefined) return grade
      const reference = { source: fault.original, masked: fault.masked }
      return { ...grade, faultLines: linesOf(fault.span), reference }
    },
  }
}

/** The tasks whose seed is right where it runs. One whose images cannot be read is left out; `EngineError` when all are. */
async function soundTasks(
  benchmark: Benchmark,
  execute: Execute,
  onWarning: VisualOptions['onWarning'],
): Promise<readonly Task[]> {
  const all: Task[] = []
  for await (const task of benchmark.tasks(execute))
    if (task.seed !== undefined) all.push({ ...task, seed: await unparsedSource(task.seed, execute) })
  const failures: EngineError[] = []
  const right = await inParallel(all, atOnce, async ({ seed = '', ...task }) => {
    try {
      return (await benchmark.grade(task, program(seed), execute)).verdict === 'pass'
    } catch (error) {
      if (!(error instanceof EngineError) || error.boundary === 'sandbox') throw error
      failures.push(error)
      return false
    }
  })
  const sound = all.filter((_, index) => right[index])
  if (failures[0] !== undefined && sound.length === 0) throw failures[0]
  if (failures[0] !== undefined)
    onWarning?.(`${failures.length} of ${all.length} tasks could not be run and were left out: ${failures[0].message}`)
  const wrong = all.length - failures.length - sound.length
  if (wrong > 0) onWarning?.(`${wrong} of ${all.length} right programs are not right where they run, and were left out`)
  return sound
}

interface Halves {
  readonly faulty: ReadonlyMap<Task, Faulty>
  readonly right: ReadonlySet<Task>
}

/**
 * Makes programs faulty until they are half of all, in the order of the tasks but each question in turn: of the images of
 * one question, as many get a faulty program as the right one. A task that no fault changes stays right.
 */
async function halves(tasks: readonly Task[], make: (task: Task) => Promise<Faulty | undefined>): Promise<Halves> {
  const byQuestion = new Map<string, Task[]>()
  for (const task of tasks) byQuestion.set(task.prompt, [...(byQuestion.get(task.prompt) ?? []), task])
  const order = [...byQuestion.values()].flat()
  const untried = [...order.filter((_, index) => index % 2 === 0), ...order.filter((_, index) => index % 2 === 1)]
  const wanted = Math.floor(tasks.length / 2)
  const faulty = new Map<Task, Faulty>()
  let tried = 0
  while (faulty.size < wanted && tried < untried.length) {
    const next = untried.slice(tried, tried + wanted - faulty.size)
    tried += next.length
    const made = await inParallel(next, atOnce, make)
    next.forEach((task, index) => made[index] && faulty.set(task, made[index]))
  }
  const right = order.filter((task) => !faulty.has(task)).slice(0, faulty.size)
  return { faulty, right: new Set(right) }
}

/** A span that ends at the beginning of a line does not touch that line. */
const linesOf = ({ from, to }: Span): number[] => {
  const last = to.column === 1 && to.line > from.line ? to.line - 1 : to.line
  return Array.from({ length: last - from.line + 1 }, (_, index) => from.line + index)
}
