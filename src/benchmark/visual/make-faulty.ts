import type { Benchmark, Execute } from '../../core/benchmark.ts'
import { EngineError } from '../../core/engine-error.ts'
import type { Injection, Injector } from '../../core/injection.ts'
import { prng } from '../../core/prng.ts'
import { program } from '../../core/program.ts'
import type { Means } from '../../core/roles.ts'
import type { Task } from '../../core/task.ts'

/** A faulty program that gives a wrong answer on its task's images. */
export type Faulty = Pick<Injection, 'source' | 'span' | 'masked' | 'original'>

interface Making {
  readonly benchmark: Benchmark
  readonly injector: Injector
  readonly execute: Execute
  readonly seed: number
  readonly ask?: Means['ask']
}

/** Injections of one program that are looked at, and of those the ones that are run. */
const most = { injections: 400, runs: 30 }

/** The share of tasks that may get a program which raises: a fault that ends in an exception is an easy one. */
const raisingShare = 0.1

/**
 * A program for this task with one fault that shows: certified by execution. Drawn at random, first the operator, then one
 * of its injections, so that an operator with many is no more likely. `undefined` where none of those tried shows.
 */
export async function makeFaulty(task: Task, making: Making): Promise<Faulty | undefined> {
  const { benchmark, injector, execute } = making
  const random = prng(String(making.seed), 'inject', task.id)
  const { seed = '', ...bare } = task
  const mayRaise = random() < raisingShare
  const byMethod = new Map<string, Injection[]>()
  let found = 0
  for await (const injection of injector.inject(bare, program(seed), meansOf(making, random))) {
    byMethod.set(injection.method, [...(byMethod.get(injection.method) ?? []), injection])
    if (++found === most.injections) break
  }
  for (let run = 0; run < most.runs; run++) {
    const injection = draw(byMethod, random)
    if (injection === undefined) return undefined
    const { verdict, actual } = await benchmark.grade(bare, program(injection.source), execute)
    if (verdict === 'fail' && (actual !== undefined || mayRaise)) return injection
  }
  return undefined
}

/** Takes one out of a method at random; early ones are likelier, since injectors put common slips first. */
function draw(byMethod: Map<string, Injection[]>, random: () => number): Injection | undefined {
  const methods = [...byMethod].filter(([, left]) => left.length > 0)
  const chosen = methods[Math.floor(random() * methods.length)]
  return chosen?.[1].splice(Math.floor(random() ** 2 * chosen[1].length), 1)[0]
}

const meansOf = ({ injector, ask }: Making, random: () => number): Pick<Means, 'ask' | 'random' | 'signal'> => ({
  ask:
    ask ??
    (() =>
      Promise.reject(
        new EngineError('usage', `the injector ${injector.name} asks a model, and none was given: add --model`),
      )),
  random,
  signal: new AbortController().signal,
})
