import type { Outcome } from '../core/execution.ts'
import { limitNames } from '../core/execution.ts'

/** How a program ended that gave no answer, for people. */
export function endingOf(outcome: Exclude<Outcome, { kind: 'returned' }>): string {
  switch (outcome.kind) {
    case 'raised':
    case 'rejected': {
      const what = `${outcome.error}${outcome.message === '' ? '' : `: ${outcome.message}`}`
      const where = outcome.at === undefined ? '' : ` (line ${outcome.at.from.line})`
      return `${outcome.kind === 'raised' ? 'raised' : 'could not run:'} ${what}${where}`
    }
    case 'exceeded':
      return `was stopped at its limit of ${limitNames[outcome.limit]}`
    case 'exited':
      return `ended itself with code ${outcome.code}`
    case 'crashed':
      return `crashed with ${outcome.signal}`
    case 'blocked':
      return `was stopped at what the sandbox forbids: ${outcome.what}`
  }
}
