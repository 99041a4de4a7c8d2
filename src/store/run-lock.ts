import Database from 'libsql'
import { EngineError } from '../core/engine-error.ts'
import { storeError } from './store-error.ts'

/**
 * Keeps a second writer out of a run, in this process or another. The lock is SQLite's own on `file`: the operating
 * system releases it when the process dies, so that no stale lock can be left behind.
 */
export function lockRun(file: string): { release(): void } {
  const database = openDatabase(file)
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw storeError(`cannot lock ${file}`, error)
    throw new EngineError('store', `another process is writing this run: it holds ${file}`)
  }
  return { release: () => void database.close() }
}

function openDatabase(file: string): Database.Database {
  try {
    return new Database(file, { timeout: 0 })
  } catch (error) {
    throw storeError(`cannot lock ${file}`, error)
  }
}
