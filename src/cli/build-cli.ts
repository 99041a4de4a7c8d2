import { Command, Option } from 'commander'
import type { DebugOptions } from './command/debug.ts'
import type { EvalOptions } from './command/eval.ts'
import type { RunOptions } from './command/run.ts'
import type { ShowOptions } from './command/show.ts'
import type { ExitCode } from './exit-code.ts'
import { listOption, withRuntime, withSearch, wholeNumber } from './options.ts'

export interface CliContext {
  readonly signal: AbortSignal
  done(code: ExitCode): void
}

/** The whole command line. Commands are loaded when they are called, so that each starts fast. */
export function buildCli(context: CliContext): Command {
  const cli = new Command('faultline')
    .description('Run a program step by step, find the fault, mend it, prove the mend.')
    .version('0.1.0')
    .exitOverride()
    .addHelpText('after', exitCodeHelp)
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'faultline: ')) })
  addRun(cli, context)
  addDebug(cli, context)
  addEval(cli, context)
  addShow(cli, context)
  addList(cli, context)
  return cli
}

const views = ['compact', 'inline', 'pysnooper', 'blocks', 'json']

const addRun = (cli: Command, { signal, done }: CliContext): Command =>
  withRuntime(cli.command('run'), { cpuSeconds: 5 })
    .description('run a program in the sandbox and show what it did')
    .argument('<program>', 'a Python file')
    .argument('[args...]', "the script's arguments; those that begin with a dash after a --")
    .option(
      '--call <expression>',
      "an expression in its namespace, such as 'f(3)'; without it the program runs as a script",
    )
    .option('--stdin <file>', "the script's standard input")
    .addOption(new Option('--trace <level>', 'what to record').choices(['full', 'line', 'off']).default('off'))
    .addOption(new Option('--view <view>', 'how to show the trace; asks for one').choices(views))
    .option('--json', 'one JSON document')
    .action(async (path: string, args: readonly string[], options: Omit<RunOptions, 'args'>) =>
      done(await (await import('./command/run.ts')).run(path, { ...options, args }, signal)),
    )

// Unit tests take milliseconds, and a program that never ends costs the whole limit in each check.
const addDebug = (cli: Command, { signal, done }: CliContext): Command =>
  withSearch(withRuntime(cli.command('debug'), { cpuSeconds: 2 }), { strategy: 'repair' })
    .description('find the fault of a program, mend it and prove the mend')
    .argument('<program>', 'a Python file')
    .addOption(listOption('--tests <file>', 'pytest-style tests; may be given again'))
    .option('--examples <file>', 'calls with their results, in JSON')
    .option('--stdin-cases <folder>', 'pairs of files: 1.in and 1.out')
    .option('--write', 'write the mended program back to its file')
    .option('--json', 'one JSON document')
    .action(async (path: string, options: DebugOptions) =>
      done(await (await import('./command/debug.ts')).debug(path, options, signal)),
    )

const addEval = (cli: Command, { signal, done }: CliContext): Command =>
  withSearch(withRuntime(cli.command('eval'), { cpuSeconds: 2 }), { strategy: 'single' })
    .description('grade, or mend and grade, the tasks of a benchmark')
    .argument('<benchmark>', 'see faultline list benchmarks')
    .requiredOption('--data <path>', "the benchmark's folder, or a JSONL file of tasks")
    .option('--samples <file>', 'programs to grade, in the published JSONL format')
    .option('--limit <n>', 'only the first n tasks', wholeNumber)
    .addOption(listOption('--only <id>', 'only this task; may be given again'))
    .option('--concurrency <n>', 'tasks at a time', wholeNumber, 2)
    .option('--resume <run>', 'go on with an earlier run')
    .option('--json', 'one JSON document')
    .action(async (name: string, options: EvalOptions) =>
      done(await (await import('./command/eval.ts')).evaluate(name, options, signal)),
    )

const addShow = (cli: Command, { done }: CliContext): Command =>
  cli
    .command('show')
    .description('an earlier run, or one task of it, from its log')
    .argument('<run>', 'its name under .faultline/runs, its folder, or "last"')
    .argument('[task]', 'the id of one of its tasks')
    .option('--runs <folder>', 'where runs are kept', '.faultline/runs')
    .option('--json', 'one JSON document')
    .action(async (run: string, task: string | undefined, options: ShowOptions) =>
      done(await (await import('./command/show.ts')).show(run, task, options)),
    )

const addList = (cli: Command, { done }: CliContext): Command =>
  cli
    .command('list')
    .description('the built-in parts')
    .argument('<kind>', 'critics, refiners, strategies, benchmarks or runtimes')
    .option('--json', 'one JSON document')
    .action(async (kind: string, options: { json?: true }) =>
      done(await (await import('./command/list.ts')).list(kind, options)),
    )

const exitCodeHelp = `
Exit codes:
    0  mended, passed, or ran to its end
    1  not mended, not passed, or the program failed
    2  wrong usage or unreadable input
    3  the engine, the store or the sandbox is at fault
  130  interrupted

Runs are kept in .faultline/runs. Colour is used on a terminal only (NO_COLOR turns it off).`
