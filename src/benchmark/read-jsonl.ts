import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { ZodType } from 'zod'
import { z } from 'zod'
import { EngineError } from '../core/engine-error.ts'

/**
 * The records of a `.jsonl` or `.jsonl.gz` file, each checked against `shape`. Blank lines are passed over.
 * `prepare` sees each line before it is parsed. Throws `EngineError` (usage) that names file and line.
 */
export async function* readJsonl<T>(
  path: string,
  shape: ZodType<T>,
  prepare: (line: string) => string = (line) => line,
): AsyncGenerator<T> {
  let number = 0
  for await (const line of linesOf(path)) {
    number++
    if (line.trim() !== '') yield parseRecord(prepare(line), shape, `${path}:${number}`)
  }
}

function parseRecord<T>(line: string, shape: ZodType<T>, where: string): T {
  let record: unknown
  try {
    record = JSON.parse(line)
  } catch (error) {
    throw new EngineError('usage', `${where} is not JSON: ${(error as Error).message}`, { cause: error })
  }
  const parsed = shape.safeParse(record)
  if (!parsed.success) throw new EngineError('usage', `${where} is not as expected: ${z.prettifyError(parsed.error)}`)
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
    throw new EngineError('usage', `cannot read ${path}: ${(error as Error).message}`, { cause: error })
  }
}
