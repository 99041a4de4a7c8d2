import { z } from 'zod'
import type { Benchmark } from '../core/benchmark.ts'
import { EngineError } from '../core/engine-error.ts'
import type { Task } from '../core/task.ts'
import { doctestChecks } from '../syntax/doctest-checks.ts'
import { findData } from './find-data.ts'
import { gradeChecks } from './grade-checks.ts'
import { readJsonl } from './read-jsonl.ts'

const problemShape = z.object({
  task_id: z.string(),
  prompt: z.string(),
  entry_point: z.string(),
  canonical_solution: z.string(),
  test: z.string(),
})
type Problem = z.infer<typeof problemShape>

const sampleShape = z.looseObject({ task_id: z.string(), completion: z.string() })

/** Generous for every published solution, also in WebAssembly; cpu time, so that a slow machine changes no grade. */
const gradeLimits = { cpuMs: 5000 }

export interface HumanEvalOptions {
  /** The folder that holds `HumanEval.jsonl[.gz]`, or that file. */
  readonly data: string
  /** Completions in the published format (`task_id`, `completion`); without it the canonical solutions are the seeds. */
  readonly samples?: string
  /** Show the doctests of the prompt to the solver. Nothing else of a problem's tests is ever shown. */
  readonly showDoctests?: boolean
}

/**
 * HumanEval (Chen et al. 2021): 164 problems, graded by `prompt + completion`, then the problem's test and
 * `check(entry_point)`. A task a sample: the second one of a problem has the id `HumanEval/0#2`.
 */
export function humaneval({ data, samples, showDoctests = false }: HumanEvalOptions): Benchmark {
  const problems = new Map<string, Problem>()
  return {
    name: 'humaneval',
    async *tasks() {
      for await (const problem of readJsonl(await findData(data, /^HumanEval\.jsonl(\.gz)?$/), problemShape)) {
        problems.set(problem.task_id, problem)
        if (samples === undefined) yield taskOf(problem, problem.task_id, problem.canonical_solution, showDoctests)
      }
      if (samples === undefined) return
      const seen = new Map<string, number>()
      for await (const { task_id, completion } of readJsonl(samples, sampleShape)) {
        const problem = problems.get(task_id)
        if (problem === undefined)
          throw new EngineError('usage', `${samples} has a completion for ${task_id}, which is no task of ${data}`)
        const number = (seen.get(task_id) ?? 0) + 1
        seen.set(task_id, number)
        yield taskOf(problem, number === 1 ? task_id : `${task_id}#${number}`, completion, showDoctests)
      }
    },
    async grade(task, submitted, execute) {
      const problem = problems.get(task.id.replace(/#\d+$/, ''))
      if (problem === undefined) throw new Error(`no such HumanEval task: ${task.id}`)
      const { checks } = await execute(submitted, {
        checks: [{ kind: 'script', id: 'check', source: `${problem.test}\ncheck(${problem.entry_point})\n` }],
        module: task.module,
        limits: gradeLimits,
      })
      return gradeChecks(checks, 1)
    },
  }
}

function taskOf(problem: Problem, id: string, completion: string, showDoctests: boolean): Task {
  return {
    id,
    prompt: problem.prompt,
    language: 'python',
    module: 'solution',
    entry: problem.entry_point,
    checks: showDoctests ? doctestChecks(problem.prompt) : [],
    seed: problem.prompt + completion,
  }
}
