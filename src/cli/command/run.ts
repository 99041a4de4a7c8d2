import { basename } from 'node:path'
import type { CapturedText, Execution } from '../../core/execution.ts'
import { EngineError } from '../../core/engine-error.ts'
import { program } from '../../core/program.ts'
import type { TraceLevel } from '../../core/trace.ts'
import { exitCodes } from '../exit-code.ts'
import type { ExitCode } from '../exit-code.ts'
import { readModules } from '../input/read-modules.ts'
import { readSource } from '../input/read-source.ts'
import { limitsOf, openRuntime } from '../open-runtime.ts'
import type { RuntimeFlags } from '../open-runtime.ts'
import { colorsFor } from '../output/colors.ts'
import { outcomeText } from '../output/outcome-text.ts'
import { traceText } from '../output/trace-text.ts'
import type { View } from '../output/trace-text.ts'

export interface RunOptions extends RuntimeFlags {
  /** The script's, after its name. */
  readonly args: readonly string[]
  readonly call?: string
  readonly stdin?: string
  readonly trace: Exclude<TraceLevel, 'coverage'>
  readonly view?: View
  readonly json?: true
}

/** `faultline run prog.py --call 'f(3)' --trace full`. */
export async function run(path: string, options: RunOptions, signal: AbortSignal): Promise<ExitCode> {
  if (options.call !== undefined && options.args.length > 0)
    throw new EngineError('usage', `${options.args.join(' ')}: arguments are for a script, and --call runs none`)
  const source = await readSource(path)
  const stdin = options.stdin === undefined ? undefined : await readSource(options.stdin)
  const module = basename(path).replace(/\.py$/, '')
  const modules = await readModules(path, [source], [module])
  const runtime = await openRuntime(options)
  try {
    const trace = options.view !== undefined && options.trace === 'off' ? 'full' : options.trace
    const execution = await runtime.execute(
      program(source),
      {
        entry:
          options.call === undefined
            ? { kind: 'script', args: options.args }
            : { kind: 'call', expression: options.call },
        ...(stdin !== undefined && { stdin }),
        module,
        modules,
        limits: limitsOf(options),
        trace,
      },
      signal,
    )
    show(execution, source, { path, options })
    return execution.outcome.kind === 'returned' || isCleanExit(execution) ? exitCodes.ok : exitCodes.failed
  } finally {
    await runtime.close()
  }
}

const isCleanExit = ({ outcome }: Execution): boolean => outcome.kind === 'exited' && outcome.code === 0

/**
 * What the program wrote goes to stdout and stderr as it is; what we say of it follows on stdout, or is the one JSON
 * document. A trace as JSON has stdout to itself.
 */
function show(execution: Execution, source: string, { path, options }: { path: string; options: RunOptions }): void {
  const view = options.view ?? 'compact'
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ program: path, ...execution }, null, 2)}\n`)
    return
  }
  const { stdout, stderr, trace } = execution
  const said = view === 'json' ? process.stderr : process.stdout
  const colors = colorsFor(said, process.env)
  const outcome = outcomeText(execution, source, { path, call: options.call, colors })
  said.write(capturedText(stdout, 'output', trace !== undefined || outcome !== ''))
  process.stderr.write(capturedText(stderr, 'errors'))
  if (trace) process.stdout.write(traceText(trace, source, view))
  said.write(outcome)
}

/** With a mark where some was dropped; `goesOn`: what follows begins a line of its own. */
const capturedText = ({ text, dropped = 0 }: CapturedText, what: string, goesOn = false): string => {
  const cut = dropped > 0 ? `… ${dropped} bytes of ${what} were dropped\n` : ''
  const ended = text === '' || text.endsWith('\n') || (cut === '' && !goesOn)
  return `${text}${ended ? '' : '\n'}${cut}`
}
