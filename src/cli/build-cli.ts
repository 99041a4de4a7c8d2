import { Command, Option } from 'commander'
import { EngineError } from '../core/engine-error.ts'
import type { DebugImageOptions } from './command/debug-image.ts'
import type { DebugOptions } from './command/debug.ts'
import type { EvalOptions } from './command/eval.ts'
import type { ExportOptions } from './command/export.ts'
import type { InjectOptions } from './command/inject.ts'
import type { RunOptions } from './command/run.ts'
import type { ShowOptions } from './command/show.ts'
import type { VisionCheckOptions } from './command/vision-check.ts'
import type { ExitCode } from './exit-code.ts'
import { withModel, withVision } from './vision-options.ts'
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
  addVision(cli, context)
  addInject(cli, context)
  addExport(cli, context)
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
  withModel(withVision(withSearch(withRuntime(cli.command('debug'), { cpuSeconds: 2 }), { strategy: 'repair' })))
    .description('find the fault of a program, mend it and prove the mend')
    .argument('<files...>', 'a Python file; or images and a question about them, for a visual program')
    .addOption(listOption('--tests <file>', 'pytest-style tests; may be given again'))
    .option('--examples <file>', 'calls with their results, in JSON')
    .option('--stdin-cases <folder>', 'pairs of files: 1.in and 1.out')
    .option('--write', 'write the mended program back to its file')
    .option('--program <file>', 'the visual program that answers the question')
    .option('--save <page>', 'a report of a visual program as one HTML page')
    .option('--json', 'one JSON document')
    .action(async (files: readonly string[], options: DebugOptions & DebugImageOptions) =>
      done(
        asksAboutImages(files, options)
          ? await (await import('./command/debug-image.ts')).debugImage(files, options, signal)
          : await (await import('./command/debug.ts')).debug(onlyOne(files), options, signal),
      ),
    )

/** Images and a question, rather than a program. */
const asksAboutImages = (files: readonly string[], { program, save }: DebugImageOptions): boolean =>
  program !== undefined || save !== undefined || /\.(png|jpe?g|webp|gif|avif|tiff?)$/i.test(files[0] ?? '')

function onlyOne([first = '', ...others]: readonly string[]): string {
  if (others.length === 0) return first
  throw new EngineError('usage', `one program is debugged at a time, and ${others.length + 1} files were given`)
}

const addEval = (cli: Command, { signal, done }: CliContext): Command =>
  withModel(withVision(withSearch(withRuntime(cli.command('eval'), { cpuSeconds: 2 }), { strategy: 'single' })))
    .description('grade, or mend and grade, the tasks of a benchmark')
    .argument('<benchmark>', 'see faultline list benchmarks')
    .option('--data <path>', "the benchmark's folder, or a JSONL file of tasks; shapes needs none")
    .option('--samples <file>', 'programs to grade, in the published JSONL format')
    .option('--programs <what>', 'of a visual benchmark: gold, injected (half of them faulty), or a JSONL file')
    .option('--injector <name>', 'who makes the faults of injected: see faultline list injectors', 'mutation')
    .option('--count <n>', 'scenes of shapes', wholeNumber, 100)
    .option('--fallback', 'also ask the vision backend the question itself: a column of its own')
    .option('--keep-traces', 'keep what each program did beside the log, for faultline export')
    .option('--limit <n>', 'only the first n tasks', wholeNumber)
    .addOption(listOption('--only <id>', 'only this task; may be given again'))
    .option('--concurrency <n>', 'tasks at a time', wholeNumber, 2)
    .option('--resume <run>', 'go on with an earlier run')
    .option('--json', 'one JSON document')
    .action(async (name: string, options: EvalOptions) =>
      done(await (await import('./command/eval.ts')).evaluate(name, options, signal)),
    )

const addVision = (cli: Command, { signal, done }: CliContext): void => {
  const vision = cli.command('vision').description('the backends that look at images')
  withModel(withVision(vision.command('check')))
    .description('what a backend finds against what is known to be there (NLVR)')
    .requiredOption('--data <folder>', 'the folder of NLVR, with its images')
    .option('--seed <n>', 'of noise', wholeNumber, 0)
    .option('--limit <n>', 'only the first n images', wholeNumber)
    .option('--json', 'one JSON document')
    .action(async (options: VisionCheckOptions) =>
      done(await (await import('./command/vision-check.ts')).visionCheck(options, signal)),
    )
}

const addInject = (cli: Command, { signal, done }: CliContext): Command =>
  withModel(withVision(withRuntime(cli.command('inject'), { cpuSeconds: 2 })))
    .description('make faulty versions of right visual programs, each certified by its answer')
    .argument('<programs>', 'JSONL: id, question, program, images (paths relative to the file)')
    .option('--method <name>', 'see faultline list injectors', 'mutation')
    .option('--each <n>', 'faulty versions of each program at most', wholeNumber, 5)
    .option('--seed <n>', 'of all that is random', wholeNumber, 0)
    .requiredOption('--out <file>', 'where the pairs are written, as JSONL')
    .action(async (path: string, options: InjectOptions) =>
      done(await (await import('./command/inject.ts')).inject(path, options, signal)),
    )

const addExport = (cli: Command, { done }: CliContext): Command =>
  cli
    .command('export')
    .description('training rows of an earlier run')
    .argument('<run>', 'its name under .faultline/runs, its folder, or "last"')
    .requiredOption('--format <name>', 'see faultline list formats')
    .addOption(
      new Option('--form <form>', 'the published fields, or prompt and completion as TRL takes them')
        .choices(['published', 'trl'])
        .default('published'),
    )
    .option('--out <file>', 'where the rows are written; without it, to standard output')
    .option('--runs <folder>', 'where runs are kept', '.faultline/runs')
    .action(async (run: string, options: ExportOptions) =>
      done(await (await import('./command/export.ts')).exportRun(run, options)),
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
