import { EngineError, attribute } from '../core/engine-error.ts'
import { defaultLimits } from '../core/execution.ts'
import type { Execution, Limits } from '../core/execution.ts'
import { canonicalJson } from '../core/json.ts'
import type { Program } from '../core/program.ts'
import { contentId } from '../core/program.ts'
import type { ExecutionRequest, Runtime } from '../core/runtime.ts'
import type { ExecutionCache } from '../core/store.ts'
import type { Limiter } from './limiter.ts'

/** A program with all that its execution depends on; equal keys are one execution. */
export interface Job {
  readonly key: string
  readonly program: Program
  readonly request: ExecutionRequest
}

/** The one way to the runtime: through the cache, a bounded number at once. */
export interface Executor {
  job(program: Program, request: ExecutionRequest): Job
  execute(job: Job, signal: AbortSignal): Promise<{ readonly execution: Execution; readonly cached: boolean }>
}

export interface ExecutorOptions {
  readonly runtime: Runtime
  readonly cache: ExecutionCache
  readonly limit: Limiter
  readonly limits: Partial<Limits>
  readonly reuse: boolean
}

export async function openExecutor({ runtime, cache, limit, limits, reuse }: ExecutorOptions): Promise<Executor> {
  const { version, revision = '' } = await attribute('sandbox', `cannot start the runtime ${runtime.name}`, () =>
    runtime.facts(),
  )
  const textOf = memoizedJson()
  return {
    job(program, request) {
      const { checks = [], modules = {}, tools, ...rest } = request
      const full = { ...rest, limits: { ...defaultLimits, ...limits, ...request.limits } }
      const settings = canonicalJson({
        stdin: '',
        module: 'program',
        trace: 'off',
        stopAtFailure: false,
        reuse,
        ...full,
        ...(tools && { tools: [tools.name, tools.identity] }),
      })
      const key = contentId(program.id, runtime.name, version, revision, settings, textOf(checks), textOf(modules))
      return { key, program, request: { reuse, ...request, limits: full.limits } }
    },
    async execute({ key, program, request }, signal) {
      const known = await cache.get(key)
      if (known !== undefined) return { execution: known, cached: true }
      const execution = await limit((own) => runtime.execute(program, request, own), signal).catch(attributed(signal))
      if (repeatable(execution)) await cache.set(key, execution)
      return { execution, cached: false }
    },
  }
}

/** The same checks come with every candidate: their hash is made once for each array. */
function memoizedJson(): (value: object) => string {
  const known = new WeakMap<object, string>()
  return (value) => {
    const text = known.get(value) ?? contentId(canonicalJson(value))
    known.set(value, text)
    return text
  }
}

/** What the sandbox could not decide, or what only a slow machine decided, must be asked again. */
const repeatable = ({ outcome, checks }: Execution): boolean =>
  [outcome, ...checks.map((check) => check.outcome)].every(
    (one) => one.kind !== 'exceeded' || one.limit !== 'wallMs',
  ) && checks.every(({ verdict }) => verdict !== 'undecided')

const attributed = (signal: AbortSignal) => (error: unknown) => {
  if (signal.aborted || error instanceof EngineError) throw error
  throw new EngineError('sandbox', `the runtime failed: ${error instanceof Error ? error.message : String(error)}`, {
    cause: error,
  })
}
