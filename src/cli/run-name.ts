import { randomBytes } from 'node:crypto'

/** A name for a run that sorts by time: `20260102-030405-quixbugs-1f2e`. */
export function runName(subject: string, now = new Date()): string {
  const time = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
  const safe = subject.replaceAll(/[^A-Za-z0-9_.-]/g, '_').slice(0, 40)
  return `${time}-${safe}-${randomBytes(2).toString('hex')}`
}
