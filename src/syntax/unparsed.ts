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
 * The attempt's program as `ast.unparse` writes it, with its run. Needs two executions at most, which are cached.
 */
export const unparsed = async (attempt: Attempt, means: Pick<Means, 'execute'>): Promise<Unparsed> => {
  const last = attempt.executions.at(-1)
  const source = await unparsedSource(attempt.program.source, means.execute)
  if (last?.trace !== undefined && source === attempt.program.source) return { source, execution: last }
  return { source, execution: await means.execute(program(source), { trace: 'full' }) }
}

/**
 * The source as `ast.unparse` writes it: no comments, one kind of quotes, line numbers that depend on the statements alone. One
 * that does not compile stays as it is.
 */
export const unparsedSource = async (source: string, execute: Means['execute']): Promise<string> => {
  const writer = program(`import ast\nprint(ast.unparse(ast.parse(${JSON.stringify(source)})), end='')\n`)
  const { outcome, stdout } = await execute(writer, { entry: { kind: 'script' } })
  return outcome.kind === 'returned' && stdout.dropped === undefined ? stdout.text : source
}
