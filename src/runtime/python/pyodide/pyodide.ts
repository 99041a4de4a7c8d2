import { availableParallelism } from 'node:os'
import { attribute } from '../../../core/engine-error.ts'
import type { Limits } from '../../../core/execution.ts'
import { defaultLimits } from '../../../core/execution.ts'
import type { Program } from '../../../core/program.ts'
import type { ExecutionRequest, Runtime, RuntimeFacts } from '../../../core/runtime.ts'
import { LanePool } from '../../lane-pool.ts'
import { openToolRun, reasonOf } from '../../tool-run.ts'
import { pythonRequest } from '../python-request.ts'
import type { LoadedPython } from './load-python.ts'
import { loadPython } from './load-python.ts'
import type { PyodideRequest } from './pyodide-lane.ts'
import { openPyodideLane } from './pyodide-lane.ts'
import type { Answer } from './read-answer.ts'
import { threadCpuIsKnown } from './thread-cpu.ts'

export interface PyodideOptions {
  /** Worker threads at most; by default one for each core. The first starts with the first program. */
  readonly lanes?: number
  /** Where the image of a started Python is kept; by default the user's cache directory, or the system's temporary one. */
  readonly cacheDir?: string
  /** The memory limit of requests that name none. */
  readonly memoryMb?: number
}

const LAYERS = [
  'WebAssembly memory',
  'imports allow-list',
  'no bridge to JavaScript',
  'files in memory',
  'no network, processes or threads',
  'memory limit',
  'wall and cpu timer',
  'virtual clock',
  'whole memory put back',
  'split grading',
]

/**
 * Programs run by CPython in WebAssembly, on a host of our own: nothing has to be installed. Python starts with the first
 * `execute` or `facts`, which throw `EngineError` of boundary `sandbox` where it cannot.
 */
export const pyodidePython = async (options: PyodideOptions = {}): Promise<Runtime> => {
  let loading: Promise<LoadedPython> | undefined
  let refusals: RuntimeFacts['missing'] = []
  const load = () => (loading ??= loadPython(options.cacheDir))
  const pool = new LanePool<PyodideRequest, Answer>({
    size: options.lanes ?? availableParallelism(),
    open: () =>
      attribute('sandbox', 'a worker could not be started', async () => openPyodideLane((await load()).start)),
  })
  const defaults = { ...defaultLimits, memoryMb: options.memoryMb ?? defaultLimits.memoryMb }
  return {
    name: 'pyodide',
    language: 'python',
    async facts() {
      const { start, revision } = await load()
      const version = `CPython ${start.image.version.split(' ')[0]}`
      return { version, revision, layers: LAYERS, missing: [...missingLayers(), ...refusals] }
    },
    async execute(program, request, signal) {
      const tools = request.tools && openToolRun(request.tools, signal)
      const { graded, refusal } = await pool.run({ ...pyodideRequest(program, request, defaults), tools }, signal)
      if ('failure' in graded) throw reasonOf(graded, signal)
      if (refusal !== undefined) refusals = [{ layer: 'audited reuse', reason: refusal }]
      return { ...graded, programId: program.id, runtime: 'pyodide' }
    },
    async close() {
      await pool.close()
      await loading?.then(({ kept }) => kept).catch(() => undefined)
    },
  }
}

const missingLayers = (): RuntimeFacts['missing'] =>
  threadCpuIsKnown()
    ? []
    : [{ layer: 'cpu clock', reason: 'this system does not tell the cpu time of a thread: that of the wall decides' }]

const pyodideRequest = (program: Program, request: ExecutionRequest, defaults: Limits): PyodideRequest => {
  const { json, limits, patienceMs } = pythonRequest(program, request, defaults)
  return { json: Buffer.from(json), bounds: { wallMs: limits.wallMs, cpuMs: limits.cpuMs, patienceMs } }
}
