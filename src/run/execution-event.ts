import type { Attempt } from '../core/attempt.ts'
import type { CapturedText, Execution } from '../core/execution.ts'
import type { ToolLog } from '../core/toolset.ts'
import type { Unstamped } from './task-context.ts'

/** Characters of one captured text that the log keeps. */
const TEXT_LIMIT = 4096
/** Calls of tools that the log keeps of one execution. */
const CALL_LIMIT = 300

/**
 * What the log keeps of an execution. Of an attempt's own program: all but the traces and the ends of long outputs. Of
 * another program that a part tried, of which there are hundreds a second: how it ended and what it passed.
 */
export function executionEvent(
  { by, attempt }: { readonly by: string; readonly attempt?: Attempt },
  execution: Execution,
  facts: { readonly cached: boolean; readonly traces?: Readonly<Record<string, string>> },
): Unstamped {
  if (attempt !== undefined && attempt.program.id === execution.programId)
    return { type: 'attempt.executed', attemptId: attempt.id, by, ...facts, ...withoutTraces(execution) }
  const { programId, runtime, outcome, checks, usage } = execution
  return {
    type: 'candidate.executed',
    attemptId: attempt?.id ?? null,
    by,
    cached: facts.cached,
    programId,
    runtime,
    outcome,
    passed: checks.filter(({ verdict }) => verdict === 'pass').length,
    of: checks.length,
    usage,
  }
}

/** The traces of an execution by check id; the entry's under `entry`. */
export const tracesOf = ({ trace, checks }: Execution): [string, object][] => [
  ...(trace === undefined ? [] : [['entry', trace] as [string, object]]),
  ...checks.flatMap((check): [string, object][] => (check.trace === undefined ? [] : [[check.checkId, check.trace]])),
]

function withoutTraces(execution: Execution): Execution {
  const { trace: _, tools, ...kept } = execution
  return {
    ...kept,
    ...(tools && { tools: firstCalls(tools) }),
    stdout: cut(kept.stdout),
    stderr: cut(kept.stderr),
    checks: kept.checks.map((check) => {
      const { trace: _, ...rest } = check
      return { ...rest, stdout: cut(rest.stdout) }
    }),
  }
}

/** The first, and the last, which may be the program's answer. */
function firstCalls({ calls, dropped = 0 }: ToolLog): ToolLog {
  const kept = calls.length <= CALL_LIMIT ? calls : [...calls.slice(0, CALL_LIMIT - 1), ...calls.slice(-1)]
  const more = dropped + calls.length - kept.length
  return { calls: kept, ...(more > 0 && { dropped: more }) }
}

function cut(captured: CapturedText): CapturedText {
  if (captured.text.length <= TEXT_LIMIT) return captured
  const rest = Buffer.byteLength(captured.text.slice(TEXT_LIMIT))
  return { text: captured.text.slice(0, TEXT_LIMIT), dropped: (captured.dropped ?? 0) + rest }
}
