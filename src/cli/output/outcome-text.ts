import { limitNames } from '../../core/execution.ts'
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
  if (outcome.kind === 'returned')
    return call === undefined ? '' : `${colors.green('→')} ${outcome.value?.text ?? 'None'}\n`
  if (outcome.kind === 'rejected' && outcome.at === undefined && call !== undefined)
    return `${colors.red(`--call ${call}: ${outcomeLine(outcome)}`)}\n`
  return failureText(outcome, source, { path, colors })
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
      return `stopped: the limit of ${limitNames[outcome.limit]} was reached${remedies[outcome.limit] ?? ''}`
    case 'exited':
      return `exited with code ${outcome.code}`
    case 'crashed':
      return `crashed: ${outcome.signal}`
    case 'blocked':
      return `blocked by the sandbox: ${outcome.what}`
  }
}

/** How to get more of it. */
const remedies: Partial<Readonly<Record<keyof Limits, string>>> = {
  wallMs: ' (raise it with --cpu: it is four times that)',
  cpuMs: ' (raise it with --cpu)',
  memoryMb: ' (raise it with --memory)',
}

function excerpt(source: string, { from, to }: Span, { dim, red }: Colors): string {
  const line = source.split('\n')[from.line - 1] ?? ''
  const signs = [...line]
  const end = to.line === from.line ? to.column : signs.length + 1
  const gutter = `${String(from.line).padStart(5)} │ `
  const before = signs.slice(0, from.column - 1).map((sign) => (sign === '\t' ? sign : ' '.repeat(columnsOf(sign))))
  const under = signs.slice(from.column - 1, end - 1).map((sign) => '^'.repeat(columnsOf(sign)))
  const caret = before.join('') + (under.join('') || '^')
  return `${dim(gutter)}${line}\n${dim(`${' '.repeat(5)} │ `)}${red(caret)}`
}

/** What a terminal needs for it. */
const columnsOf = (sign: string): number =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u.test(
    sign,
  )
    ? 2
    : 1
