import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'

/** The options of a command that runs programs. `cpuSeconds` is the default limit. */
export const withRuntime = (command: Command, { cpuSeconds }: { readonly cpuSeconds: number }): Command =>
  command
    .addOption(new Option('--runtime <name>', 'which Python').choices(['auto', 'native', 'pyodide']).default('auto'))
    .addOption(
      new Option('--isolation <mode>', 'strict refuses to run where a layer is missing')
        .choices(['auto', 'strict'])
        .default('auto'),
    )
    .option('--cpu <seconds>', 'cpu time of each check or entry', positiveNumber, cpuSeconds)
    .option('--memory <mb>', 'memory of a program', wholeNumber)

/** The options of a command that searches for a program. */
export const withSearch = (command: Command, { strategy }: { readonly strategy: string }): Command =>
  command
    .option(
      '--strategy <name>',
      `the order of moves: see faultline list strategies (default: ${strategy}; for images: vdebug)`,
    )
    .addOption(
      new Option(
        '--critic <names>',
        'who judges, comma-separated: see faultline list critics (default: checks,spectrum,static; for images: static,intent)',
      ).argParser(commaSeparated),
    )
    .option('--refiner <name>', 'who mends: see faultline list refiners (default: mutate; for images: rewrite)')
    .option('--rounds <n>', 'refinements (repair, vdebug) or programs (best-of)', wholeNumber, 3)
    .option('--candidates <n>', 'mends that vdebug tries in a round', wholeNumber, 3)
    .option('--seed <n>', 'of all that is random', wholeNumber, 0)
    .option('--reuse', 'let programs that an audit finds harmless share a child: faster, verdicts say `reused`')
    .option('--max-executions <n>', 'budget of each task', wholeNumber)
    .option('--max-tokens <n>', 'budget of each task, tokens of a model', wholeNumber)
    .option('--max-seconds <n>', 'budget of each task, wall time', positiveNumber)
    .option('--runs <folder>', 'where runs are kept', '.faultline/runs')

/** An option that may be given again: without it the list is empty. */
export const listOption = (flags: string, description: string): Option =>
  new Option(flags, description)
    .argParser((value: string, earlier: readonly string[]) => [...earlier, value])
    .default([], 'none')

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
