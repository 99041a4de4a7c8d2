import type { FileHandle } from 'node:fs/promises'
import type { EngineError } from '../core/engine-error.ts'
import { storeError } from './store-error.ts'

/** Appends lines to a file. After a failure the file ends with its last whole line, and every call throws. */
export interface LineWriter {
  write(line: string): void
  /** Resolves when the lines written so far are on disk. */
  flush(): Promise<void>
}

/** `length` is that of the file, opened for appending. What comes while a write is under way goes out with the next. */
export function lineWriter(handle: FileHandle, file: string, length: number): LineWriter {
  let sound = length
  let waiting = ''
  let working: Promise<void> | undefined
  const state: { accepted: number; synced: number; wanted: number; failure?: EngineError } = {
    accepted: 0,
    synced: 0,
    wanted: 0,
  }

  const work = async () => {
    try {
      while (waiting !== '' || state.wanted > state.synced) {
        const bytes = Buffer.from(waiting)
        const count = state.accepted
        waiting = ''
        await handle.appendFile(bytes)
        sound += bytes.length
        if (state.wanted > state.synced) {
          await handle.datasync()
          state.synced = count
        }
      }
    } catch (error) {
      state.failure = storeError(`cannot write ${file}`, error)
      // Should this fail too, then the next reader leaves the half line out.
      await handle.truncate(sound).catch(() => undefined)
    } finally {
      working = undefined
    }
  }

  const begin = () => {
    working ??= work()
    return working
  }

  return {
    write(line) {
      if (state.failure !== undefined) throw state.failure
      waiting += `${line}\n`
      state.accepted++
      void begin()
    },
    async flush() {
      const mine = state.accepted
      state.wanted = Math.max(state.wanted, mine)
      while (state.failure === undefined && state.synced < mine) await begin()
      if (state.failure !== undefined) throw state.failure
    },
  }
}
