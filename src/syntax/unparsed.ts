import type { Attempt } from '../core/attempt.ts'
import type { Execution } from '../core/execution.ts'
import { program } from '../core/program.ts'
import type { Means } from '../core/roles.ts'

/** A program in the form of Python's `ast.unparse`, and its run in that form, watched. */
export interface Unparsed {
  readonly source: string
  readonly execution: Execution
}

/**
 * The attempt's program as `ast.unparse` writes it: no comments, one kind of quotes, line numbers that depend on the
 * statements alone. One that does not compile stays as it is. Needs two executions at most, which are cached.
 */
export const unparsed = async (attempt: Attempt, means: Pick<Means, 'execute'>): Promise<Unparsed> => {
  const { source } = attempt.program
  const last = attempt.executions.at(-1)
  const writer = program(`import ast\nprint(ast.unparse(ast.parse(${JSON.stringify(source)})), end='')\n`)
  const { outcome, stdout } = await means.execute(writer, { entry: { kind: 'script' } })
  const written = outcome.kind === 'returned' && stdout.dropped === undefined ? stdout.text : source
  if (last?.trace !== undefined && written === source) return { source, execution: last }
  return { source: written, execution: await means.execute(program(written), { trace: 'full' }) }
}
