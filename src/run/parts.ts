import type { Model } from '../core/model.ts'
import type { Critic, Generator, Refiner, Strategy } from '../core/roles.ts'
import type { Runtime } from '../core/runtime.ts'

/** What solves a task. Without a refiner or a model, a part that asks for one is a usage error. */
export interface Parts {
  readonly runtime: Runtime
  readonly generator: Generator
  readonly strategy: Strategy
  readonly critics?: readonly Critic[]
  readonly refiner?: Refiner
  readonly model?: Model
}
