import type { Model } from '../core/model.ts'
import type { Critic, Generator, Refiner, Strategy } from '../core/roles.ts'
import type { Runtime } from '../core/runtime.ts'
import type { OpenTools } from '../core/toolset.ts'

/** What solves a task. Without a refiner or a model, a part that asks for one is a usage error. */
export interface Parts {
  readonly runtime: Runtime
  readonly generator: Generator
  readonly strategy: Strategy
  readonly critics?: readonly Critic[]
  readonly refiner?: Refiner
  readonly model?: Model
  /** Binds the toolset of a task that has one; `undefined` for a task that has none. The toolset lasts as long as its task. */
  readonly tools?: OpenTools
}
