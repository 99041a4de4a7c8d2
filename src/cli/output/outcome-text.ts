import type { Execution, Limits, Outcome } from '../../core/execution.ts'
import type { Span } from '../../core/span.ts'
import type { Colors } from './colors.ts'

export interface OutcomeContext {
  readonly path: string
  /** The expression that was evaluated; a script otherwise. */
  readonly call: string | undefined
  readonly colors: Colors
}

/** How the run ended. Nothing for a script that ran to its end. */
export function outcomeText({ outcome }: Execution, source: string, { path, call, colors }: OutcomeContext): string {
  if (outcome.kind !== 'returned') return failureText(outcome, source, { path, colors })
  return call === undefined ? '' : `${colors.green('→')} ${outcome.value?.text ?? 'None'}\n`
}

/** How the run failed, with the place in the source and a caret under it. */
export function failureText(
  outcome: Failure,
  source: string,
  { path, colors }: Pick<OutcomeContext, 'path' | 'colors'>,
): string {
  const at = 'at' in outcome ? outcome.at : undefined
  const place = at === undefined ? '' : `${path}:${at.from.line}:${at.from.column}\n${excerpt(source, at, colors)}\n`
  return `${place}${colors.red(outcomeLine(outcome))}\n`
}

type Failure = Exclude<Outcome, { kind: 'returned' }>

/** One line: `IndexError: list index out of range`, `stopped: more than 5000 ms of cpu time`. */
export function outcomeLine(outcome: Failure): string {
  switch (outcome.kind) {
    case 'raised':
    case 'rejected':
      return outcome.message === '' ? outcome.error : `${outcome.error}: ${outcome.message}`
    case 'exceeded':
      return `stopped: ${limitWords[outcome.limit]}`
    case 'exited':
      return `exited with code ${outcome.code}`
    case 'crashed':
      return `crashed: ${outcome.signal}`
    case 'blocked':
      return `blocked by the sandbox: ${outcome.what}`
  }
}

const limitWords: Readonly<Record<keyof Limits, string>> = {
  wallMs: 'the limit of wall time was reached',
  cpuMs: 'the limit of cpu time was reached (raise it with --cpu)',
  memoryMb: 'the limit of memory was reached (raise it with --memory)',
  outputBytes: 'the limit of output was reached',
  fileBytes: 'the limit of bytes in files was reached',
  processes: 'the limit of processes was reached',
  traceSteps: 'the limit of trace steps was reached',
}

function excerpt(source: string, { from, to }: Span, { dim, red }: Colors): string {
  const line = source.split('\n')[from.line - 1] ?? ''
  const end = to.line === from.line ? to.column : [...line].length + 1
  const gutter = `${String(from.line).padStart(5)} │ `
  const before = [...line].slice(0, from.column - 1).map((character) => (character === '\t' ? '\t' : ' '))
  const caret = before.join('').padEnd(from.column - 1) + '^'.repeat(Math.max(1, end - from.column))
  return `${dim(gutter)}${line}\n${dim(`${' '.repeat(5)} │ `)}${red(caret)}`
}
