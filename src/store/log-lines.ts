import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { EngineError } from '../core/engine-error.ts'
import type { RunEvent } from '../core/event.ts'
import { parseEvent } from '../record/parse-event.ts'

/**
 * The events of a log file, written by the given version. An unreadable last line is what a stop in the middle of a
 * write leaves: it is left out, and `onWarning` says so. One before it is `EngineError` of boundary `store`.
 */
export async function* readEvents(
  file: string,
  version: number,
  onWarning: (warning: string) => void,
): AsyncGenerator<RunEvent> {
  let number = 0
  let fault: string | undefined
  for await (const line of linesOf(file)) {
    if (fault !== undefined) throw new EngineError('store', `${file}: line ${number} cannot be read: ${fault}`)
    number++
    const parsed = parseEvent(line, version)
    if ('event' in parsed) yield parsed.event
    else fault = parsed.fault
  }
  if (fault !== undefined) onWarning(`${file}: the last line is left out: ${fault}`)
}

/** Lines end with a line feed and nothing else: JSON may hold the other characters that readers take for line ends. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

/** The length of the file without a last line that is incomplete or unreadable. Looks at that line only. */
export async function soundLength(handle: FileHandle, version: number): Promise<number> {
  const { size } = await handle.stat()
  if (size === 0) return 0
  const from = await lastLineStart(handle, size)
  const line = await readRange(handle, from, size)
  return line.endsWith('\n') && 'event' in parseEvent(line, version) ? size : from
}

const CHUNK = 64 * 1024

/** Where the line begins that ends at `end`, with or without its line feed. */
async function lastLineStart(handle: FileHandle, end: number): Promise<number> {
  const chunk = Buffer.alloc(CHUNK)
  for (let to = end - 1; to > 0;) {
    const from = Math.max(0, to - CHUNK)
    await handle.read(chunk, 0, to - from, from)
    const feed = chunk.subarray(0, to - from).lastIndexOf('\n')
    if (feed >= 0) return from + feed + 1
    to = from
  }
  return 0
}

async function readRange(handle: FileHandle, from: number, to: number): Promise<string> {
  const bytes = Buffer.alloc(to - from)
  await handle.read(bytes, 0, bytes.length, from)
  return bytes.toString('utf8')
}
