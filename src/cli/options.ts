import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'

/** The options of a command that runs programs. `cpuSeconds` is the default limit. */
export const withRuntime = (command: Command, { cpuSeconds }: { readonly cpuSeconds: number }): Command =>
  command
    .optionsGroup('Sandbox:')
    .addOption(new Option('--runtime <name>', 'which Python').choices(['auto', 'native', 'pyodide']).default('auto'))
    .addOption(
      new Option('--isolation <mode>', 'strict refuses to run where a layer is missing')
        .choices(['auto', 'strict'])
        .default('auto'),
    )
    .option('--cpu <seconds>', 'cpu time of each run of a program', positiveNumber, cpuSeconds)
    .option('--memory <mb>', 'memory of a program', wholeNumber)

/** The options of a command that searches for a program. */
export const withSearch = (command: Command, { strategy }: { readonly strategy: string }): Command =>
  command
    .optionsGroup('Who judges, who mends (names: faultline list critics, refiners, strategies):')
    .addOption(
      new Option(
        '--critic <names>',
        'with commas between (default: checks,spectrum,static; for images static,intent)',
      ).argParser(commaSeparated),
    )
    .option('--refiner <name>', '(default: mutate; for images rewrite)')
    .option('--strategy <name>', `the order of moves (default: ${strategy}; for images vdebug)`)
    .option('--rounds <n>', 'refinements (repair, vdebug) or programs (best-of)', wholeNumber, 3)
    .option('--candidates <n>', 'mends that vdebug tries in a round', wholeNumber, 3)
    .option('--seed <n>', 'of all that is random', wholeNumber, 0)
    .optionsGroup('Budget of each task (default: none):')
    .option('--max-executions <n>', 'runs of programs', wholeNumber)
    .option('--max-tokens <n>', 'tokens of a model', wholeNumber)
    .option('--max-seconds <n>', 'wall time', positiveNumber)

/** Where a run is kept. */
export const withRuns = (command: Command): Command =>
  command.option('--runs <folder>', 'where runs are kept', '.faultline/runs')

export const reuseOption = (): Option =>
  new Option('--reuse', 'let programs that an audit finds harmless share a child: faster, verdicts say `reused`')

/** An option that may be given again: without it the list is empty. */
export const listOption = (flags: string, description: string): Option =>
  new Option(flags, description)
    .argParser((value: string, earlier: readonly string[]) => [...earlier, value])
    .default([], 'none')

/** An option of which a second one would be a mistake, and not a correction of the first. */
export const onceOption = (flags: string, description: string): Option =>
  new Option(flags, description).argParser((value: string, earlier: string | undefined) => {
    if (earlier !== undefined) throw new InvalidArgumentError('It can be given once.')
    return value
  })

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}

const commaSeparated = (value: string): string[] =>
  value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')

function positiveNumber(text: string): number {
  if (!(Number(text) > 0) || !Number.isFinite(Number(text)))
    throw new InvalidArgumentError('It must be a number above zero.')
  return Number(text)
}
