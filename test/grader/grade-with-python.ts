import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { CheckResult } from '../../src/core/execution.ts'
import { defaultLimits } from '../../src/core/execution.ts'
import type { ExecutionRequest } from '../../src/core/runtime.ts'
import type { Check } from '../../src/core/task.ts'
import { findPython } from '../../src/runtime/python/native/find-python.ts'
import type { Graded, PlacedGraded } from '../../src/runtime/python/to-execution.ts'
import { withTraces } from '../../src/runtime/python/to-execution.ts'

/** The interpreter that the tests of the Python files run on; undefined where there is none. */
export const python = (await findPython())?.path

export const pythonFolder = fileURLToPath(new URL('../../src/runtime/python/', import.meta.url))

/** Runs a script with our own Python files in reach; gives what it prints. Throws with its stderr when it fails. */
export const runPython = (script: readonly string[], stdin: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(python!, ['-I', '-S', ...script], { env: {} })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('close', (code) => (code === 0 ? resolve(stdout) : reject(new Error(stderr))))
    child.stdin.end(stdin)
  })

export interface GradeRequest extends ExecutionRequest {
  readonly source: string
}

/** Grades with `grader.py`, each candidate in a forked child without isolation. */
export const gradeAll = async (requests: readonly GradeRequest[]): Promise<Graded[]> => {
  const full = requests.map((request) => ({
    module: 'prog',
    modules: {},
    entry: null,
    stdin: null,
    checks: [],
    stopAtFailure: false,
    trace: 'off',
    reuse: false,
    ...request,
    limits: { ...defaultLimits, ...request.limits },
  }))
  const harness = fileURLToPath(new URL('forked_sandbox.py', import.meta.url))
  const { executions, traces } = JSON.parse(await runPython([harness, pythonFolder], JSON.stringify(full))) as {
    readonly executions: readonly PlacedGraded[]
    readonly traces: string
  }
  return executions.map((execution) => withTraces(execution, Buffer.from(traces, 'base64')))
}

/** The results of some checks of one program. */
export const check = async (
  source: string,
  checks: readonly Check[],
  rest: Omit<GradeRequest, 'source'> = {},
): Promise<readonly CheckResult[]> => {
  const [graded] = await gradeAll([{ ...rest, source, checks }])
  return graded!.checks
}

/** Assertions as checks; the id of each is its text. */
export const asserts = (...sources: readonly string[]): Check[] =>
  sources.map((source) => ({ kind: 'assert', id: source, source }))

export const script = (source: string): Check => ({ kind: 'script', id: source, source })

/** `pass split`, for a table of what is expected. */
export const judged = ({ verdict, integrity }: CheckResult): string => `${verdict} ${integrity}`
