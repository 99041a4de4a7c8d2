import Database from 'libsql'
import { EngineError } from '../core/engine-error.ts'
import { storeError } from './store-error.ts'

/**
 * Keeps a second writer out of a run, in this process or another. The lock is SQLite's own on `file`: the operating
 * system releases it when the process dies, so that no stale lock can be left behind.
 */
export function lockRun(file: string): { release(): void } {
  let database: Database.Database | undefined
  try {
    database = new Database(file, { timeout: 0 })
    const held = database.exec('BEGIN EXCLUSIVE')
    return { release: () => void held.close() }
  } catch (error) {
    database?.close()
    if ((error as { code?: unknown }).code === 'SQLITE_BUSY')
      throw new EngineError('store', `${file} is held: another process is writing this run`)
    throw storeError(`cannot lock ${file}`, error)
  }
}
