import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { ZodType } from 'zod'
import { EngineError } from '../core/engine-error.ts'
import { fileReason } from '../core/file-reason.ts'
import { issueWords } from '../core/issue-words.ts'

/**
 * The records of a `.jsonl` or `.jsonl.gz` file, each checked against `shape`. Blank lines are passed over.
 * `parse` reads a line. Throws `EngineError` (usage) that names file and line.
 */
export async function* readJsonl<T>(
  path: string,
  shape: ZodType<T>,
  parse: (line: string) => unknown = JSON.parse,
): AsyncGenerator<T> {
  let number = 0
  for await (const line of linesOf(path)) {
    number++
    if (line.trim() !== '') yield recordOf(() => parse(line), shape, `${path}:${number}`)
  }
}

function recordOf<T>(read: () => unknown, shape: ZodType<T>, where: string): T {
  let record: unknown
  try {
    record = read()
  } catch (error) {
    throw new EngineError('usage', `${where} is not JSON that can be read: ${(error as Error).message}`, {
      cause: error,
    })
  }
  const parsed = shape.safeParse(record)
  if (!parsed.success) throw new EngineError('usage', `${where} is not as expected: ${issueWords(parsed.error)}`)
  return parsed.data
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path)
  const input: Readable = path.endsWith('.gz') ? file.pipe(createGunzip()) : file
  // `pipe` does not hand errors on, and a missing file must be told as such.
  file.on('error', (error) => input.destroy(error))
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) yield line
  } catch (error) {
    throw new EngineError('usage', `cannot read ${path}: ${fileReason(error)}`, { cause: error })
  }
}
