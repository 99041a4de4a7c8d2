import { Command, Option } from 'commander'
import { EngineError } from '../core/engine-error.ts'
import type { DebugImageOptions } from './command/debug-image.ts'
import type { DebugOptions } from './command/debug.ts'
import type { EvalOptions } from './command/eval.ts'
import type { RunOptions } from './command/run.ts'
import type { ShowOptions } from './command/show.ts'
import type { ExitCode } from './exit-code.ts'
import { isImageName } from './input/images-and-question.ts'
import { listOption, onceOption, reuseOption, wholeNumber, withRuns, withRuntime, withSearch } from './options.ts'
import { withModel, withVision } from './vision-options.ts'
import { addVisualCommands } from './visual-commands.ts'

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
  addVisualCommands(cli, context)
  addShow(cli, context)
  addList(cli, context)
  return cli
}

const views = ['compact', 'inline', 'pysnooper', 'blocks', 'json']

const addRun = (cli: Command, { signal, done }: CliContext): Command =>
  withRuntime(cli.command('run'), { cpuSeconds: 5 })
    .optionsGroup('Options:')
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
const addDebug = (cli: Command, { signal, done }: CliContext): void => {
  const debug = cli
    .command('debug')
    .description('find the fault of a program, mend it and prove the mend')
    .usage('[options] PROGRAM\n       faultline debug [options] IMAGE… QUESTION --program FILE')
    .argument('<files...>', 'a Python file; or images and a question about them, for a visual program')
    .optionsGroup('Of a program (without any of these, its doctests):')
    .addOption(listOption('--tests <file>', 'pytest-style tests; may be given again'))
    .option('--examples <file>', 'calls with their results, in JSON')
    .option('--stdin-cases <folder>', 'pairs of files: 1.in and 1.out')
    .option('--write', 'write the mended program back to its file')
    .addOption(reuseOption())
    .optionsGroup('Of a visual program:')
    .addOption(onceOption('--program <file>', 'what answers the question; without it --model writes it'))
    .option('--save <page>', 'the report as one HTML page')
    .optionsGroup('What is told:')
    .option('--json', 'one JSON document')
    .action(async (files: readonly string[], options: DebugOptions & DebugImageOptions) =>
      done(
        asksAboutImages(files, options)
          ? await (await import('./command/debug-image.ts')).debugImage(files, options, signal)
          : await (await import('./command/debug.ts')).debug(onlyOne(files), options, signal),
      ),
    )
  withSearch(withRuns(debug), { strategy: 'repair' })
  withRuntime(withModel(withVision(debug)), { cpuSeconds: 2 })
}

/** Images and a question, rather than a program. */
const asksAboutImages = (files: readonly string[], { program, save }: DebugImageOptions): boolean =>
  program !== undefined || save !== undefined || files.some(isImageName)

function onlyOne([first = '', ...others]: readonly string[]): string {
  if (others.length === 0) return first
  throw new EngineError('usage', `one program is debugged at a time, and ${others.length + 1} files were given`)
}

const addEval = (cli: Command, { signal, done }: CliContext): void => {
  const command = cli
    .command('eval')
    .description('grade, or mend and grade, the tasks of a benchmark')
    .argument('<benchmark>', 'see faultline list benchmarks')
    .optionsGroup('What is graded:')
    .option('--data <path>', "the benchmark's folder, or a JSONL file of tasks; shapes needs none")
    .option('--samples <file>', 'of humaneval: programs, in the published JSONL format')
    .option('--programs <what>', 'of images: gold, injected (half get a fault), or a JSONL file')
    .option('--injector <name>', 'who makes the faults: faultline list injectors', 'mutation')
    .option('--count <n>', 'scenes of shapes', wholeNumber, 100)
    .option('--limit <n>', 'only the first n tasks', wholeNumber)
    .addOption(listOption('--only <id>', 'only this task; may be given again'))
    .option('--fallback', 'of images: also ask the backend the question itself, told apart')
    .optionsGroup('What is kept and told:')
    .option('--json', 'one JSON document')
    .option('--keep-traces', 'keep what each program did: faultline export needs it')
    .option('--resume <run>', 'go on with an earlier run, made with the same options')
    .action(async (name: string, options: EvalOptions) =>
      done(await (await import('./command/eval.ts')).evaluate(name, options, signal)),
    )
  withSearch(withRuns(command), { strategy: 'single' })
  withRuntime(withModel(withVision(command)), { cpuSeconds: 2 })
    .option('--concurrency <n>', 'tasks at a time', wholeNumber, 2)
    .addOption(reuseOption())
}

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
    .argument('<kind>', 'critics, refiners, strategies, benchmarks, backends, injectors, formats or runtimes')
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
