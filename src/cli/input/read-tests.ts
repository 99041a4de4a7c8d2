import { EngineError } from '../../core/engine-error.ts'
import type { CheckResult } from '../../core/execution.ts'
import { program } from '../../core/program.ts'
import type { Runtime } from '../../core/runtime.ts'
import type { TestCheck } from '../../core/task.ts'

/** What a runtime expands to a result for each test of the file. */
const allTests = '*'

export interface TestFile {
  readonly path: string
  readonly source: string
  /** The program under test, which the file may need to be imported. */
  readonly program: string
  readonly module: string
  readonly modules: Readonly<Record<string, string>>
}

/** A check for each test of a pytest-style file. `EngineError` (usage) where it has none or cannot be imported. */
export async function readTests(
  { path, source, program: tested, module, modules }: TestFile,
  { runtime, signal }: { readonly runtime: Runtime; readonly signal: AbortSignal },
): Promise<TestCheck[]> {
  const everything: TestCheck = { kind: 'test', id: allTests, source, name: allTests }
  const { checks } = await runtime.execute(program(tested), { checks: [everything], module, modules }, signal)
  const unread = checks.find(({ checkId }) => checkId === allTests)
  if (unread !== undefined) throw new EngineError('usage', `${path}: ${unread.message ?? 'no test could be collected'}`)
  const alien = checks[0] === undefined ? undefined : importError(checks[0])
  if (alien !== undefined && checks.every((check) => importError(check) !== undefined))
    throw new EngineError('usage', `${path}: ${alien}`)
  if (checks.length === 0)
    throw new EngineError('usage', `${path} has no tests: a test is a function whose name begins with test`)
  return checks.map(({ checkId }) => ({ kind: 'test', id: checkId, source, name: checkId }))
}

/** The check itself imports what is not there: no test of such a file can run. */
const importError = ({ outcome, calls }: CheckResult): string | undefined =>
  outcome.kind === 'raised' &&
  /^(ImportError|ModuleNotFoundError)$/.test(outcome.error) &&
  outcome.at === undefined &&
  calls.length === 0
    ? outcome.message
    : undefined
