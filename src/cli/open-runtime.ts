import { runtimes } from '../catalog.ts'
import { EngineError } from '../core/engine-error.ts'
import type { Limits } from '../core/execution.ts'
import type { Runtime } from '../core/runtime.ts'

export interface RuntimeFlags {
  readonly runtime: 'auto' | 'native' | 'pyodide'
  readonly isolation: 'auto' | 'strict'
  /** Seconds. */
  readonly cpu?: number
  readonly memory?: number
}

/**
 * The runtime that was asked for. `auto` is the native one where this machine has a CPython that can be isolated, else
 * the embedded one; `--isolation strict` never falls back.
 */
export async function openRuntime({ runtime, isolation }: RuntimeFlags): Promise<Runtime> {
  const load = (name: 'native' | 'pyodide') => runtimes[name].load({ isolation })
  if (runtime !== 'auto') return load(runtime)
  try {
    return await proven(await load('native'))
  } catch (error) {
    if (isolation === 'strict' || !(error instanceof EngineError)) throw error
    return load('pyodide')
  }
}

/** A sandbox that opens: whether this machine allows one is known only then. */
async function proven(runtime: Runtime): Promise<Runtime> {
  try {
    await runtime.facts()
    return runtime
  } catch (error) {
    await runtime.close()
    throw error
  }
}

export const limitsOf = ({ cpu, memory }: RuntimeFlags): Partial<Limits> => ({
  ...(cpu !== undefined && { cpuMs: cpu * 1000, wallMs: Math.max(cpu * 4000, 2000) }),
  ...(memory !== undefined && { memoryMb: memory }),
})
