import { backends, benchmarks, critics, exporters, injectors, refiners, runtimes, strategies } from '../../catalog.ts'
import { EngineError } from '../../core/engine-error.ts'
import { exitCodes } from '../exit-code.ts'
import type { ExitCode } from '../exit-code.ts'

const shelves: Readonly<Record<string, Readonly<Record<string, { readonly summary: string }>>>> = {
  critics,
  refiners,
  strategies,
  benchmarks,
  backends,
  injectors,
  formats: exporters,
  runtimes,
}

/** `faultline list critics`. */
export async function list(kind: string, { json }: { readonly json?: true }): Promise<ExitCode> {
  const shelf = Object.hasOwn(shelves, kind) ? shelves[kind] : undefined
  if (shelf === undefined)
    throw new EngineError('usage', `cannot list ${JSON.stringify(kind)}: say one of ${Object.keys(shelves).join(', ')}`)
  const rows = Object.entries(shelf).map(([name, { summary }]) => ({ name, summary }))
  const width = Math.max(...rows.map(({ name }) => name.length))
  process.stdout.write(
    json
      ? `${JSON.stringify(rows, null, 2)}\n`
      : rows.map(({ name, summary }) => `${name.padEnd(width)}  ${summary}\n`).join(''),
  )
  return exitCodes.ok
}
