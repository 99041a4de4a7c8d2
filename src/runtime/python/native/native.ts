import { availableParallelism } from 'node:os'
import { EngineError } from '../../../core/engine-error.ts'
import { defaultLimits } from '../../../core/execution.ts'
import type { Runtime } from '../../../core/runtime.ts'
import { LanePool } from '../../lane-pool.ts'
import type { ToolFailure } from '../../tool-run.ts'
import { openToolRun, reasonOf } from '../../tool-run.ts'
import type { PythonInstallation } from './find-python.ts'
import { findPython, probePython } from './find-python.ts'
import { revisionOf } from '../python-files.ts'
import { pythonRequest } from '../python-request.ts'
import type { Graded } from '../to-execution.ts'
import type { NativeLane, NativeRequest } from './native-lane.ts'
import { openNativeLane } from './native-lane.ts'

export interface NativeOptions {
  /** The interpreter; by default the first that `findPython` finds. */
  readonly python?: string
  /** Default: one for each core. */
  readonly lanes?: number
  /** `strict` refuses to run where a layer of isolation is missing. */
  readonly isolation?: 'auto' | 'strict'
}

/** Without any of these no program is run at all. */
const ALWAYS = [
  'mount namespace',
  'pid namespace',
  'network namespace',
  'ipc namespace',
  'uts namespace',
  'cgroup namespace',
  'empty root',
  'no new privileges',
  'system call allow-list',
  'resource limits',
  'own session',
  'closed descriptors',
  'empty environment',
  'wall and cpu timer',
  'split grading',
]
const WHERE_ALLOWED = ['user namespace', 'own user', 'memory control group', 'pids control group']

/**
 * Programs run by a CPython of this machine, each in a fresh child of a sandboxed fork server. The first lane opens with
 * the first `execute` or `facts`, which throw `EngineError` of boundary `sandbox` where the machine allows no sandbox.
 */
export const nativePython = async (options: NativeOptions = {}): Promise<Runtime> => {
  const python = await installation(options.python)
  let missing: NativeLane['missing'] = []
  let refusals: NativeLane['missing'] = []
  const pool = new LanePool<NativeRequest, Graded | ToolFailure>({
    size: options.lanes ?? availableParallelism(),
    open: async (seat) => {
      const lane = await openNativeLane(python.path, seat, (reason) => {
        refusals = [{ layer: 'audited reuse', reason }]
      })
      missing = lane.missing
      if (options.isolation === 'strict' && missing.length > 0) {
        await lane.kill()
        throw refusal(missing)
      }
      return lane
    },
  })
  return {
    name: 'native',
    language: 'python',
    async facts() {
      await pool.warm()
      const absent = new Set(missing.map(({ layer }) => layer))
      const layers = [...ALWAYS, ...WHERE_ALLOWED.filter((layer) => !absent.has(layer))]
      const revision = await revisionOf(new URL('./', import.meta.url))
      return { version: `CPython ${python.version}`, revision, layers, missing: [...missing, ...refusals] }
    },
    async execute(program, request, signal) {
      const tools = request.tools && openToolRun(request.tools, signal)
      const reply = await pool.run({ ...pythonRequest(program, request, defaultLimits), tools }, signal)
      if ('failure' in reply) throw reasonOf(reply, signal)
      return { ...reply, programId: program.id, runtime: 'native' }
    },
    close: () => pool.close(),
  }
}

const installation = async (path: string | undefined): Promise<PythonInstallation> => {
  if (process.platform !== 'linux') throw new EngineError('sandbox', 'native: the sandbox needs Linux')
  const found = path === undefined ? await findPython() : await probePython(path)
  if (found !== undefined) return found
  throw new EngineError(
    'sandbox',
    path === undefined
      ? 'native: no CPython ≥ 3.9 on this machine; install one, or use the runtime pyodide'
      : `native: ${path} is not a CPython ≥ 3.9 (a version manager’s shim is not one: give the interpreter itself)`,
  )
}

const refusal = (missing: NativeLane['missing']): EngineError =>
  new EngineError(
    'sandbox',
    `native: strict isolation is not to be had: ${missing.map(({ layer, reason }) => `${layer} (${reason})`).join('; ')}`,
  )
