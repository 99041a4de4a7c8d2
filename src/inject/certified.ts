import type { Execution } from '../core/execution.ts'
import type { Injection, Injector } from '../core/injection.ts'
import { program } from '../core/program.ts'
import type { Means } from '../core/roles.ts'
import type { Task } from '../core/task.ts'
import { publishedResult } from '../trace/published.ts'

/** A faulty program with what it answered, and what the right one answered. A program that gives no answer answers `None`. */
export interface CertifiedInjection extends Injection {
  readonly answer: string
  readonly rightAnswer: string
}

/**
 * The injections of a right program whose answer is another: equivalent ones are dropped, by execution on the task's images
 * (VDebugger §6.4). Each faulty program comes once. Gives nothing where the program itself has no answer.
 */
export async function* certified(
  task: Task,
  source: string,
  { injector, means }: { readonly injector: Injector; readonly means: Means },
): AsyncGenerator<CertifiedInjection> {
  const right = await means.execute(program(source), {})
  if (right.outcome.kind !== 'returned') return
  const rightAnswer = publishedResult(right)
  const seen = new Set([source])
  for await (const injection of injector.inject(task, program(source), means)) {
    if (seen.has(injection.source)) continue
    seen.add(injection.source)
    const execution = await means.execute(program(injection.source), {})
    if (!differs(execution, rightAnswer)) continue
    yield { ...injection, answer: publishedResult(execution), rightAnswer }
  }
}

const differs = (execution: Execution, answer: string): boolean =>
  execution.outcome.kind !== 'returned' || publishedResult(execution) !== answer
