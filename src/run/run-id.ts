import { randomUUID } from 'node:crypto'

/** A name for a new run that sorts by time and may be a folder's: `quixbugs-2026-08-03T101112-3f2a`. */
export const newRunId = (name: string): string => {
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '')
  return `${name.replace(/[^\w.-]+/g, '-')}-${time}-${randomUUID().slice(0, 4)}`
}
