import type { RunEvent } from '../core/event.ts'
import { eventShape } from './event-shape.ts'
import { upgrade } from './upgrade.ts'

export type Parsed = { readonly event: RunEvent } | { readonly fault: string }

/** One line of a log that was written by the given version. */
export function parseEvent(line: string, version: number): Parsed {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return { fault: 'it is not JSON' }
  }
  const event = upgrade(json, version)
  const issue = eventShape.safeParse(event).error?.issues[0]
  // The event itself, not zod's copy, which leaves out what the shape does not name.
  return issue === undefined ? { event: event as RunEvent } : { fault: `${issue.path.join('.')}: ${issue.message}` }
}
