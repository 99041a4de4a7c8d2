import type { Execution, Limits, Outcome } from '../../src/core/execution.ts'
import type { Check } from '../../src/core/task.ts'

/** A program that means harm, what is asked of it, and how that must end on each runtime. */
export interface Attack {
  readonly name: string
  readonly program: string
  /** What an honest program would pass. Default: `assert f(1) == 2`. */
  readonly check?: string
  readonly limits?: Partial<Limits>
  readonly expect: { readonly native: Ending | EndingByVersion; readonly pyodide: Ending }
}

/** Verdict and outcome of the check: `pass`, `fail: returned`, `fail: exceeded cpuMs`, `fail: blocked ptrace`. */
export type Ending = 'pass' | `fail: ${string}`

/** Where versions of Python differ: the ending from that version on. */
export type EndingByVersion = Readonly<Record<`3.${number}`, Ending>>

/** What is expected of a `CPython 3.11.2`. */
export const expectedEnding = (expected: Ending | EndingByVersion, version: string): Ending | undefined => {
  if (typeof expected === 'string') return expected
  const minor = Number(/ 3\.(\d+)/.exec(version)?.[1])
  const from = Object.entries(expected).filter(([since]) => Number(since.slice(2)) <= minor)
  return from.sort(([a], [b]) => Number(a.slice(2)) - Number(b.slice(2))).at(-1)?.[1]
}

/** Much wall time, so that it is cpu time that decides on a busy machine. */
export const attackLimits: Partial<Limits> = { cpuMs: 400, wallMs: 15_000, memoryMb: 256, outputBytes: 1 << 16 }

export const attackChecks = ({ check = 'assert f(1) == 2' }: Attack): readonly Check[] => [
  { kind: 'assert', id: 'attack', source: check },
]

export const endingOf = ({ checks }: Execution): string => {
  const result = checks[0]
  if (result === undefined) return 'no result'
  return result.verdict === 'pass' ? 'pass' : `${result.verdict}: ${outcomeText(result.outcome)}`
}

const outcomeText = (outcome: Outcome): string => {
  switch (outcome.kind) {
    case 'returned':
      return 'returned'
    case 'raised':
    case 'rejected':
      return `${outcome.kind} ${outcome.error}`
    case 'exceeded':
      return `exceeded ${outcome.limit}`
    case 'exited':
      return `exited ${outcome.code}`
    case 'crashed':
      return `crashed ${outcome.signal}`
    case 'blocked':
      return `blocked ${outcome.what}`
  }
}
