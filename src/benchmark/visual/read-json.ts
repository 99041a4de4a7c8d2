import { readFile } from 'node:fs/promises'
import type { ZodType } from 'zod'
import { EngineError } from '../../core/engine-error.ts'
import { fileReason } from '../../core/file-reason.ts'
import { issueWords } from '../../core/issue-words.ts'

/** The value of a JSON file; `EngineError` (usage) names the file that cannot be read. */
export async function readJson<T>(path: string, shape: ZodType<T>): Promise<T> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new EngineError('usage', `cannot read ${path}: ${fileReason(error)}`, { cause: error })
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new EngineError('usage', `${path} is not JSON that can be read: ${(error as Error).message}`, {
      cause: error,
    })
  }
  return checked(value, shape, path)
}

/** A value of that shape; `EngineError` (usage) says where it stands and what is wrong with it. */
export function checked<T>(value: unknown, shape: ZodType<T>, where: string): T {
  const parsed = shape.safeParse(value)
  if (!parsed.success) throw new EngineError('usage', `${where} is not as expected: ${issueWords(parsed.error)}`)
  return parsed.data
}
