import type { Benchmark } from './core/benchmark.ts'
import { EngineError } from './core/engine-error.ts'
import type { Critic, Refiner, Strategy } from './core/roles.ts'
import type { Runtime } from './core/runtime.ts'

/**
 * Every built-in part by name: the only file that knows all. Parts are loaded when they are asked for, so that naming
 * one costs nothing.
 */
export interface Entry<Part, Options> {
  readonly summary: string
  load(options: Options): Promise<Part>
}

/** Parts of one kind, by name. */
type Shelf<Part, Name extends string, Options = void> = Readonly<Record<Name, Entry<Part, Options>>>

export const critics: Shelf<Critic, 'checks' | 'spectrum' | 'static'> = {
  checks: {
    summary: 'what passed, failed or raised, and at which step',
    load: async () => (await import('./critic/checks.ts')).checksCritic(),
  },
  spectrum: {
    summary: 'coverage and values of passing against failing checks (Ochiai, slices, statistical debugging)',
    load: async () => (await import('./critic/spectrum.ts')).spectrumCritic(),
  },
  static: {
    summary: 'what can be known before running: unbound names, wrong arity, dead code',
    load: async () => (await import('./critic/static.ts')).staticCritic(),
  },
}

export const refiners: Shelf<Refiner, 'mutate'> = {
  mutate: {
    summary: 'typed edits at blamed places, run and ranked; needs no model',
    load: async () => (await import('./refiner/mutate.ts')).mutate(),
  },
}

export interface StrategyOptions {
  /** Refinements (`repair`) or programs (`best-of`). */
  readonly rounds: number
}

export const strategies: Shelf<Strategy, 'single' | 'best-of' | 'repair', StrategyOptions> = {
  single: {
    summary: 'one program, as it is generated',
    load: async () => (await import('./strategy/single.ts')).single(),
  },
  'best-of': {
    summary: 'several programs, the one that passes the most checks',
    load: async ({ rounds }) => (await import('./strategy/best-of.ts')).bestOf({ n: rounds }),
  },
  repair: {
    summary: 'critics and refiner in turn until the checks pass or the rounds run out',
    load: async ({ rounds }) => (await import('./strategy/repair.ts')).repair({ rounds }),
  },
}

export interface BenchmarkOptions {
  readonly data: string
  readonly samples?: string
  /** The strategy uses visible checks: show those that the benchmark allows. */
  readonly showChecks: boolean
}

export const benchmarks: Shelf<Benchmark, 'quixbugs' | 'humaneval' | 'ldb' | 'tasks', BenchmarkOptions> = {
  quixbugs: {
    summary: '40 programs with a one-line fault; half of the tests are shown',
    load: async ({ data }) => (await import('./benchmark/quixbugs.ts')).quixbugs({ data }),
  },
  humaneval: {
    summary: '164 problems; canonical solutions, or a samples file in the published format',
    load: async ({ data, samples, showChecks }) =>
      (await import('./benchmark/humaneval.ts')).humaneval({
        data,
        showDoctests: showChecks,
        ...(samples !== undefined && { samples }),
      }),
  },
  ldb: {
    summary: "failing programs of a language model in LDB's format; given tests are shown",
    load: async ({ data }) => (await import('./benchmark/ldb.ts')).ldb({ data }),
  },
  tasks: {
    summary: 'tasks of your own, from a JSONL file',
    load: async ({ data }) => (await import('./benchmark/tasks.ts')).tasks({ data }),
  },
}

export interface RuntimeOptions {
  /** `strict` refuses to run where an isolation layer is missing. */
  readonly isolation: 'auto' | 'strict'
}

export const runtimes: Shelf<Runtime, 'native' | 'pyodide', RuntimeOptions> = {
  native: {
    summary: 'a real CPython in a sandbox of namespaces, seccomp and limits (Linux)',
    load: async ({ isolation }) => (await import('./runtime/python/native/native.ts')).nativePython({ isolation }),
  },
  pyodide: {
    summary: 'CPython in WebAssembly, sealed; embedded, nothing to install',
    load: async () => (await import('./runtime/python/pyodide/pyodide.ts')).pyodidePython(),
  },
}

/** The entry of that name; `EngineError` (usage) that says which names there are. */
export function entryOf<Part, Options>(
  shelf: Shelf<Part, string, Options>,
  kind: string,
  name: string,
): Entry<Part, Options> {
  const entry = Object.hasOwn(shelf, name) ? shelf[name] : undefined
  if (entry === undefined)
    throw new EngineError(
      'usage',
      `there is no ${kind} ${JSON.stringify(name)}; there are ${Object.keys(shelf).join(', ')}`,
    )
  return entry
}
