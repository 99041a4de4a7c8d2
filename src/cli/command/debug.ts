import { basename } from 'node:path'
import { EngineError } from '../../core/engine-error.ts'
import type { Runtime } from '../../core/runtime.ts'
import type { Check, Task } from '../../core/task.ts'
import { reportTask } from '../../report/task-report.ts'
import type { TaskReport } from '../../report/task-report.ts'
import { doctestChecks } from '../../syntax/doctest-checks.ts'
import { exitCodes } from '../exit-code.ts'
import type { ExitCode } from '../exit-code.ts'
import { onlyFunctionOf } from '../input/only-function.ts'
import { readExamples } from '../input/read-examples.ts'
import { readModules } from '../input/read-modules.ts'
import { readSource } from '../input/read-source.ts'
import { readStdinCases } from '../input/read-stdin-cases.ts'
import { readTests } from '../input/read-tests.ts'
import { writeSource } from '../input/write-source.ts'
import { codeParts, openEngine } from '../open-engine.ts'
import type { SearchFlags } from '../open-engine.ts'
import { colorsFor } from '../output/colors.ts'
import { unifiedDiff } from '../output/diff-text.ts'
import { taskText } from '../output/task-text.ts'
import { solveShown } from '../solve-shown.ts'

export interface DebugOptions extends SearchFlags {
  readonly tests: readonly string[]
  readonly examples?: string
  readonly stdinCases?: string
  readonly write?: true
  readonly json?: true
}

/** `faultline debug prog.py --tests test_prog.py`: exit code 0 when every check passes in the end. */
export async function debug(path: string, options: DebugOptions, signal: AbortSignal): Promise<ExitCode> {
  const source = await readSource(path)
  const engine = await openEngine(options, codeParts)
  try {
    const task = await readTask(path, source, { options, runtime: engine.runtime, signal })
    const { id, run } = await solveShown(task, engine, { options, signal })
    const [taskRun] = run.tasks
    if (taskRun === undefined) throw new EngineError('engine', 'the run recorded no task')
    const report = reportTask(taskRun)
    // what is known of the checks and the fault is still worth reading where a part failed after that
    if (taskRun.failure !== undefined && report.checks.length === 0)
      throw new EngineError('engine', taskRun.failure.message)
    if (options.write && report.verdict === 'mended') await writeSource(path, report.after)
    print(report, { path, id, options })
    return report.verdict === 'mended' || report.verdict === 'passed'
      ? exitCodes.ok
      : report.verdict === 'not mended'
        ? exitCodes.failed
        : exitCodes.engine
  } finally {
    await engine.close()
  }
}

interface Context {
  readonly options: DebugOptions
  readonly runtime: Runtime
  readonly signal: AbortSignal
}

async function readTask(path: string, source: string, context: Context): Promise<Task> {
  const module = basename(path).replace(/\.py$/, '')
  const { options } = context
  const testFiles = [...new Set(options.tests)]
  const tests = await Promise.all(testFiles.map(readSource))
  const modules = await readModules(path, [source, ...tests], [module])
  const asked: Check[] = []
  for (const [index, test] of tests.entries()) {
    const file = testFiles[index]!
    const found = await readTests({ path: file, source: test, program: source, module, modules }, context)
    // Two files may each have a test of the same name.
    asked.push(...(tests.length === 1 ? found : found.map((check) => ({ ...check, id: `${file}::${check.name}` }))))
  }
  if (options.examples !== undefined)
    asked.push(...(await readExamples(options.examples, () => onlyFunctionOf(source, path))))
  if (options.stdinCases !== undefined) asked.push(...(await readStdinCases(options.stdinCases)))
  const checks = asked.length > 0 ? asked : doctestChecks(source)
  if (checks.length === 0)
    throw new EngineError(
      'usage',
      `nothing shows what is wrong with ${path}: give --tests, --examples or --stdin-cases, or write doctests in it`,
    )
  return {
    id: module,
    prompt: `Make ${basename(path)} pass its checks.`,
    language: 'python',
    module,
    checks,
    modules,
    seed: source,
  }
}

function print(report: TaskReport, { path, id, options }: { path: string; id: string; options: DebugOptions }): void {
  if (options.json) {
    const diff = unifiedDiff(report.before, report.after, path)
    process.stdout.write(
      `${JSON.stringify({ ...report, diff, run: id, written: options.write === true && report.verdict === 'mended' }, null, 2)}\n`,
    )
    return
  }
  const colors = colorsFor(process.stdout, process.env)
  process.stdout.write(taskText(report, path, colors))
  const next =
    report.verdict !== 'mended'
      ? ''
      : options.write
        ? `Written to ${path}.\n`
        : `Nothing was written: add --write to mend ${path} in place.\n`
  process.stdout.write(colors.dim(`\n${next}Log: faultline show ${id}\n`))
}
