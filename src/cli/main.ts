#!/usr/bin/env node
import { CommanderError } from 'commander'
import { buildCli } from './build-cli.ts'
import { errorText, exitCodeOf, exitCodes } from './exit-code.ts'

const controller = new AbortController()
process.once('SIGINT', () => controller.abort())
process.once('SIGTERM', () => controller.abort())
// A reader that closes the pipe (`faultline … | head`) has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? exitCodes.ok : exitCodes.engine),
)

try {
  process.exitCode = await runCli()
} catch (error) {
  process.exitCode = tell(error)
}

async function runCli(): Promise<number> {
  let exitCode: number = exitCodes.ok
  const cli = buildCli({ signal: controller.signal, done: (code) => void (exitCode = code) })
  await cli.parseAsync()
  return exitCode
}

/** One clear line on stderr, never a stack trace but where we are at fault ourselves and `FAULTLINE_DEBUG` asks for it. */
function tell(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
  process.stderr.write(`faultline: ${controller.signal.aborted ? 'interrupted' : errorText(error)}\n`)
  if (process.env['FAULTLINE_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  return exitCodeOf(error)
}
