import type { Benchmark } from './core/benchmark.ts'
import type { CheckResult, Execution } from './core/execution.ts'
import type { Json } from './core/json.ts'
import type { Program } from './core/program.ts'
import type { ExecutionRequest, Runtime } from './core/runtime.ts'
import type { Check, Task } from './core/task.ts'
import type { VisualAnswer } from './core/visual.ts'

export { replay } from './model/replay.ts'
export type { Cue, ScriptedModel } from './model/scripted.ts'
export { scripted } from './model/scripted.ts'
export { memoryCache, memoryStore } from './run/memory.ts'
export type { FakeSight, FakeVisionBackend, FakeVisionBackendOptions } from './vision/fake-vision-backend.ts'
export { fakeVisionBackend, fakeVisionImage } from './vision/fake-vision-backend.ts'
export type { FakeToolset, FakeToolsetOptions } from './runtime/fake-toolset.ts'
export { fakeToolset } from './runtime/fake-toolset.ts'

/** A runtime that runs nothing, and remembers what it was asked to run. */
export interface FakeRuntime extends Runtime {
  readonly executed: readonly { readonly program: Program; readonly request: ExecutionRequest }[]
}

export interface FakeRuntimeOptions {
  /** Default: a check passes when the program's source holds the check's id. */
  readonly verdict?: (source: string, check: Check) => CheckResult['verdict']
  /** Waited for before each execution ends, so that a test decides what finishes first. */
  readonly until?: (program: Program, signal: AbortSignal | undefined) => Promise<void>
}

export function fakeRuntime(options: FakeRuntimeOptions = {}): FakeRuntime {
  const { verdict = (source, { id }) => (source.includes(id) ? 'pass' : 'fail'), until } = options
  const executed: { program: Program; request: ExecutionRequest }[] = []
  return {
    name: 'fake',
    language: 'python',
    executed,
    facts: async () => ({ version: 'fake 1', layers: [], missing: [] }),
    async execute(program, request, signal) {
      signal?.throwIfAborted()
      executed.push({ program, request })
      await until?.(program, signal)
      signal?.throwIfAborted()
      return fakeExecution(
        program,
        (request.checks ?? []).map((check) => [check, verdict(program.source, check)]),
      )
    },
    close: async () => {},
  }
}

const usage = { wallMs: 2, cpuMs: 1, peakMb: 1 }

const fakeExecution = (
  program: Program,
  verdicts: readonly (readonly [Check, CheckResult['verdict']])[],
): Execution => ({
  programId: program.id,
  runtime: 'fake',
  outcome: { kind: 'returned' },
  checks: verdicts.map(([check, verdict]) => ({
    checkId: check.id,
    verdict,
    outcome: verdict === 'pass' ? { kind: 'returned' } : { kind: 'raised', error: 'AssertionError', message: '' },
    integrity: 'split',
    ...(verdict === 'fail' && { message: `the program lacks ${check.id}` }),
    calls: [],
    stdout: { text: '' },
    usage,
  })),
  stdout: { text: '' },
  stderr: { text: '' },
  usage,
})

/** A task with an assert check for each of the ids: with the fake runtime, what a program must hold to solve it. */
export const fakeTask = (id: string, needs: readonly string[], more: Partial<Task> = {}): Task => ({
  id,
  prompt: `write a program with ${needs.join(' and ')}`,
  language: 'python',
  module: 'program',
  checks: needs.map((need) => ({ kind: 'assert', id: need, source: `assert ${need}` })),
  ...more,
})

/** Tasks whose hidden checks are the ids that `hidden` gives for them. */
export const fakeBenchmark = (
  tasks: readonly Task[],
  hidden: Readonly<Record<string, readonly string[]>> = {},
): Benchmark => ({
  name: 'fake',
  async *tasks() {
    yield* tasks
  },
  async grade(task, submitted, execute) {
    const { checks } = fakeTask(task.id, hidden[task.id] ?? task.checks.map(({ id }) => id))
    const results = (await execute(submitted, { checks })).checks
    const passed = results.filter(({ verdict }) => verdict === 'pass').length
    const undecided = results.some(({ verdict }) => verdict === 'undecided')
    const verdict = passed === checks.length ? 'pass' : undecided ? 'undecided' : 'fail'
    return { verdict, message: verdict, passed, of: checks.length }
  },
})

/** The execution of a visual program that answered so; without an answer, of one that raised. */
export function fakeVisualExecution(programId: string, answer?: VisualAnswer): Execution {
  const execution = { programId, runtime: 'fake', checks: [], stdout: { text: '' }, stderr: { text: '' }, usage }
  if (answer === undefined)
    return { ...execution, outcome: { kind: 'raised', error: 'IndexError', message: 'list index out of range' } }
  const call = { id: 0, op: 'answer', args: { answer: answer as unknown as Json }, answer: null }
  return { ...execution, outcome: { kind: 'returned' }, tools: { calls: [call] } }
}
