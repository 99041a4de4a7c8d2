import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { EngineError } from '../core/engine-error.ts'

export interface LineAppender {
  /** Resolves when the lines are on the disk. Throws `EngineError` (toolset) where they cannot be written; they are then not in the file. */
  append(lines: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** Writes at the end of a file of which only the first `soundBytes` are kept: what comes after them was cut off by a crash. */
export async function lineAppender(path: string, soundBytes: number): Promise<LineAppender> {
  const failed = (error: unknown): never => {
    throw new EngineError(
      'toolset',
      `cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    )
  }
  await mkdir(dirname(path), { recursive: true }).catch(failed)
  const handle = await open(path, 'a').catch(failed)
  await handle.truncate(soundBytes).catch(failed)
  let length = soundBytes
  let last: Promise<unknown> = Promise.resolve()

  const write = async (bytes: Buffer) => {
    try {
      await handle.appendFile(bytes)
      await handle.datasync()
      length += bytes.length
    } catch (error) {
      // A half line would spoil the next one; should this fail too, the next reader leaves it out.
      await handle.truncate(length).catch(() => undefined)
      failed(error)
    }
  }

  return {
    append(lines) {
      const work = last.then(() => write(Buffer.from(lines.map((line) => `${line}\n`).join(''))))
      last = work.catch(() => undefined)
      return work
    },
    close: () => last.then(() => handle.close()),
  }
}
