import type { Command } from 'commander'
import { Option } from 'commander'
import type { CliContext } from './build-cli.ts'
import type { ExportOptions } from './command/export.ts'
import type { InjectOptions } from './command/inject.ts'
import type { VisionCheckOptions } from './command/vision-check.ts'
import { withModel, withVision } from './vision-options.ts'
import { wholeNumber, withRuns, withRuntime } from './options.ts'

/** The commands that only visual programs have. */
export function addVisualCommands(cli: Command, context: CliContext): void {
  addVision(cli, context)
  addInject(cli, context)
  addExport(cli, context)
}

const addVision = (cli: Command, { signal, done }: CliContext): void => {
  const vision = cli.command('vision').description('the backends that look at images')
  const check = vision
    .command('check')
    .description('what a backend finds against what is known to be there (NLVR)')
    .requiredOption('--data <folder>', 'the folder of NLVR, with its images')
    .option('--seed <n>', 'of noise', wholeNumber, 0)
    .option('--limit <n>', 'only the first n images', wholeNumber)
    .option('--json', 'one JSON document')
    .action(async (options: VisionCheckOptions) =>
      done(await (await import('./command/vision-check.ts')).visionCheck(options, signal)),
    )
  withModel(withVision(check))
}

const addInject = (cli: Command, { signal, done }: CliContext): void => {
  const inject = cli
    .command('inject')
    .description('make faulty versions of right visual programs, each certified by its answer')
    .argument('<programs>', 'JSONL: id, question, program, images (paths relative to the file)')
    .requiredOption('--out <file>', 'where the pairs are written, as JSONL')
    .option('--method <name>', 'see faultline list injectors', 'mutation')
    .option('--each <n>', 'faulty versions of each program at most', wholeNumber, 5)
    .option('--seed <n>', 'of all that is random', wholeNumber, 0)
    .action(async (path: string, options: InjectOptions) =>
      done(await (await import('./command/inject.ts')).inject(path, options, signal)),
    )
  withRuntime(withModel(withVision(inject)), { cpuSeconds: 2 })
}

const addExport = (cli: Command, { done }: CliContext): Command =>
  withRuns(
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
      .option('--out <file>', 'where the rows are written; without it, to standard output'),
  ).action(async (run: string, options: ExportOptions) =>
    done(await (await import('./command/export.ts')).exportRun(run, options)),
  )
