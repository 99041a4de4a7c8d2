import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import Database from 'libsql'
import type { Execution } from '../core/execution.ts'
import { spanKey } from '../core/span.ts'
import type { Span } from '../core/span.ts'
import type { ExecutionCache } from '../core/store.ts'
import type { Trace } from '../core/trace.ts'

export interface ExecutionCacheOptions {
  /** The database file. Default `faultline/executions.db` in `$XDG_CACHE_HOME` or `~/.cache`. */
  readonly file?: string
  /** On opening, the executions used longest ago are dropped until it is smaller. Default 1024. */
  readonly maxMb?: number
  readonly onWarning?: (warning: string) => void
}

/** The default place of the cache, shared by all runs of a user. */
export const defaultCacheFile = (environment: NodeJS.ProcessEnv = process.env): string =>
  join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'faultline', 'executions.db')

/**
 * Executions in SQLite, shared by any number of processes. It holds nothing that cannot be made again: where the file
 * cannot be used (a read-only home, a broken database), a warning says so and the cache is in memory; where it cannot be
 * written any more (a full disk), a warning says so and what is new is not kept.
 */
export function executionCache(options: ExecutionCacheOptions = {}): ExecutionCache {
  const { file = defaultCacheFile(), maxMb = 1024, onWarning } = options
  const database = openDatabase(file, maxMb, onWarning)
  const select = database.prepare<[string]>('SELECT content, used_at FROM execution_1 WHERE key = ?')
  const touch = database.prepare<[number, string]>('UPDATE execution_1 SET used_at = ? WHERE key = ?')
  const insert = database.prepare<[string, Buffer, number]>('INSERT OR REPLACE INTO execution_1 VALUES (?, ?, ?)')

  let failing = false
  const orWarn = <T>(work: () => T): T | undefined => {
    try {
      return work()
    } catch (error) {
      if (!failing) onWarning?.(`the execution cache ${file} cannot be used any more: ${textOf(error)}`)
      failing = true
      return undefined
    }
  }

  return {
    async get(key) {
      const row = orWarn(() => select.get(key)) as { content: Buffer; used_at: number } | undefined
      if (row === undefined) return undefined
      if (Date.now() - row.used_at > DAY_MS) orWarn(() => touch.run(Date.now(), key))
      return orWarn(() => unpack(row.content))
    },
    async set(key, execution) {
      if (!failing) orWarn(() => insert.run(key, pack(execution), Date.now()))
    },
    async close() {
      database.close()
    },
  }
}

const DAY_MS = 86_400_000

/** The number in the table's name goes up when the form of an execution changes. */
const SCHEMA =
  'CREATE TABLE IF NOT EXISTS execution_1 (key TEXT PRIMARY KEY, content BLOB NOT NULL, used_at INTEGER NOT NULL) WITHOUT ROWID'

function openDatabase(file: string, maxMb: number, onWarning?: (warning: string) => void): Database.Database {
  try {
    mkdirSync(dirname(file), { recursive: true })
    const database = new Database(file, { timeout: 10_000 })
    database.pragma('journal_mode = WAL')
    // A power cut may lose the last executions, never break the database: they are made again.
    database.pragma('synchronous = NORMAL')
    database.exec(SCHEMA)
    prune(database, maxMb)
    return database
  } catch (error) {
    onWarning?.(`the execution cache ${file} cannot be used, and is in memory instead: ${textOf(error)}`)
    const database = new Database(':memory:')
    database.exec(SCHEMA)
    return database
  }
}

/** Drops the half that was used longest ago, where the pages in use are too many. */
function prune(database: Database.Database, maxMb: number): void {
  const usedMb = database
    .prepare(
      `SELECT (page_count - freelist_count) * page_size / 1048576.0 AS mb
       FROM pragma_page_count, pragma_freelist_count, pragma_page_size`,
    )
    .get() as { mb: number }
  if (usedMb.mb > maxMb)
    database.exec(
      `DELETE FROM execution_1 WHERE key IN
       (SELECT key FROM execution_1 ORDER BY used_at LIMIT (SELECT (count(*) + 1) / 2 FROM execution_1))`,
    )
}

const GZIP_FROM_BYTES = 8192

function pack(execution: Execution): Buffer {
  const json = Buffer.from(JSON.stringify(execution))
  return json.length < GZIP_FROM_BYTES ? json : gzipSync(json, { level: 1 })
}

/** JSON begins with a brace, gzip with the byte 0x1f. */
function unpack(content: Buffer): Execution {
  const json = (content[0] === 0x1f ? gunzipSync(content) : content).toString('utf8')
  const execution = JSON.parse(json) as Execution
  for (const { trace } of [execution, ...execution.checks]) if (trace !== undefined) sharePlaces(trace)
  return execution
}

/** JSON makes an object of each mention of a place. */
function sharePlaces({ steps, coverage }: Trace): void {
  const places = new Map<string, Span>()
  for (const mention of [...steps, ...coverage] as { at: Span }[]) {
    const key = spanKey(mention.at)
    const known = places.get(key)
    if (known === undefined) places.set(key, mention.at)
    else mention.at = known
  }
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
