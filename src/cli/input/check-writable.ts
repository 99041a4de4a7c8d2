import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { EngineError } from '../../core/engine-error.ts'
import { fileReason } from '../../core/file-reason.ts'

/**
 * Whether a file can be written there, found out before the work whose result it is to hold. Leaves everything as it is.
 * Throws `EngineError` (usage).
 */
export async function checkWritable(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory() === true) throw unwritable(path, 'it is a folder: give the name of a file')
  const folder = dirname(path)
  const isFolder = await stat(folder).then(
    (at) => at.isDirectory(),
    () => false,
  )
  if (!isFolder) throw unwritable(path, `there is no folder ${folder}: make it first`)
  await access(found === undefined ? folder : path, constants.W_OK).catch((error: unknown) => {
    throw unwritable(path, fileReason(error), error)
  })
}

/** Why a file was not written, as an error of the user's. */
export const unwritable = (path: string, reason: string, cause?: unknown): EngineError =>
  new EngineError('usage', `cannot write ${path}: ${reason}`, { cause })
