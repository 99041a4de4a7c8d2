import { once } from 'node:events'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { fileReason } from '../../core/file-reason.ts'
import { checkWritable, unwritable } from '../input/check-writable.ts'

/** Where lines go one after another. */
export interface LineSink {
  write(line: string): Promise<void>
  close(): Promise<void>
}

/**
 * A file, or standard output without a path. That the file can be written is found out here, but it is made, and an older one
 * replaced, only when there is a line for it. Throws `EngineError` (usage).
 */
export async function lineSink(path: string | undefined): Promise<LineSink> {
  if (path === undefined) return standardOutput
  await checkWritable(path)
  let file: FileHandle | undefined
  const attempt = (work: Promise<unknown>): Promise<void> =>
    work.then(
      () => undefined,
      (error: unknown) => Promise.reject(unwritable(path, fileReason(error), error)),
    )
  return {
    write: (line) => attempt((async () => (file ??= await open(path, 'w')).write(`${line}\n`))()),
    close: () => attempt(file?.close() ?? Promise.resolve()),
  }
}

const standardOutput: LineSink = {
  async write(line) {
    if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
  },
  close: async () => {},
}
