import { EngineError } from '../core/engine-error.ts'
import type { RunEvent } from '../core/event.ts'
import { LOG_VERSION } from '../core/event.ts'
import type { Execution } from '../core/execution.ts'
import { contentId } from '../core/program.ts'
import type { ExecutionCache, RunInfo, RunLog, Store } from '../core/store.ts'

/** An execution cache for the life of the process: the `capacity` executions that were used last. */
export function memoryCache(capacity = 4096): ExecutionCache {
  const executions = new Map<string, Execution>()
  const keep = (key: string, execution: Execution) => {
    executions.delete(key)
    executions.set(key, execution)
    const [oldest] = executions.keys()
    if (executions.size > capacity && oldest !== undefined) executions.delete(oldest)
  }
  return {
    async get(key) {
      const known = executions.get(key)
      if (known !== undefined) keep(key, known)
      return known
    },
    set: async (key, execution) => keep(key, execution),
    close: async () => executions.clear(),
  }
}

/** Runs that last as long as the process. */
export function memoryStore(): Store & { events(id: string): readonly RunEvent[] } {
  const runs = new Map<
    string,
    { readonly info: RunInfo; readonly events: RunEvent[]; readonly kept: Map<string, string> }
  >()
  const found = (id: string) => {
    const run = runs.get(id)
    if (run === undefined) throw new EngineError('store', `no run ${id}`)
    return run
  }
  const log = (id: string): RunLog => {
    const { info, events, kept } = found(id)
    return {
      info,
      async *events() {
        yield* events
      },
      warnings: [],
      append: (event) => void events.push(event),
      flush: async () => {},
      async keep(content) {
        const artifactId = contentId(content)
        kept.set(artifactId, content)
        return artifactId
      },
      close: async () => {},
    }
  }
  return {
    async create(id, config) {
      const info = { id, version: LOG_VERSION, createdAt: new Date().toISOString(), config }
      runs.set(id, { info, events: [], kept: new Map() })
      return log(id)
    },
    open: async (id) => log(id),
    has: async (id) => runs.has(id),
    events: (id) => found(id).events,
  }
}
