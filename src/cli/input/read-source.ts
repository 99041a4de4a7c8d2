import { open } from 'node:fs/promises'
import { EngineError } from '../../core/engine-error.ts'
import { fileReason } from '../../core/file-reason.ts'

/** Programs and test files over this size are refused: no person wrote them. */
const maxBytes = 4 << 20

/** The text of a source file. Throws `EngineError` (usage) for what is missing, too large, a folder, or not UTF-8. */
export async function readSource(path: string): Promise<string> {
  const bytes = await readBounded(path)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n')
  } catch (error) {
    throw new EngineError('usage', `${path} is not UTF-8 text: save it as UTF-8 first`, { cause: error })
  }
}

async function readBounded(path: string): Promise<Uint8Array> {
  try {
    await using file = await open(path, 'r')
    const { size } = await file.stat()
    if (size > maxBytes)
      throw new EngineError('usage', `${path} has ${Math.round(size / 1e6)} MB: at most ${maxBytes >> 20} MiB are read`)
    return await file.readFile()
  } catch (error) {
    if (error instanceof EngineError) throw error
    throw new EngineError('usage', `cannot read ${path}: ${fileReason(error)}`, { cause: error })
  }
}
