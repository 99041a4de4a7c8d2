import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { EngineError } from '../core/engine-error.ts'
import { fileReason } from '../core/file-reason.ts'
import { issueWords } from '../core/issue-words.ts'
import type { VisionReply } from './backend.ts'

export const CASSETTE_VERSION = 1

const head = z.object({
  cassette: z.literal(CASSETTE_VERSION),
  backend: z.string(),
  version: z.string(),
  cropMargin: z.number().int().min(0),
})
const share = z.number().min(0).max(1)
const reply: z.ZodType<VisionReply> = z.union([
  z.strictObject({
    boxes: z.array(
      z.strictObject({ left: z.number(), lower: z.number(), right: z.number(), upper: z.number(), confidence: share }),
    ),
  }),
  z.strictObject({ text: z.string(), confidence: share }),
  z.strictObject({ score: share }),
  z.strictObject({ scores: z.array(share) }),
  z.strictObject({ depth: z.number() }),
])
const entry = z.object({ key: z.string(), reply })

/** Whose replies they are. */
export type CassetteHead = z.infer<typeof head>

export interface Cassette {
  readonly head: CassetteHead
  /** By the key of the question; of several the last one counts. */
  readonly replies: Map<string, VisionReply>
  /** Up to the end of the last whole line. */
  readonly soundBytes: number
}

/**
 * The recorded replies of a file, or `undefined` where there is no file yet, or only one whose first line was not finished. Throws
 * `EngineError` (usage) that names the line where the file is something else.
 */
export async function readCassette(path: string): Promise<Cassette | undefined> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new EngineError('usage', `cannot read ${path}: ${fileReason(error)}`, { cause: error })
  })
  if (bytes === undefined || isUnfinishedHead(bytes)) return undefined
  const soundBytes = bytes.lastIndexOf(NEWLINE) + 1
  const [first = '', ...rest] = bytes.toString('utf8', 0, soundBytes === 0 ? bytes.length : soundBytes).split('\n')
  const replies = new Map<string, VisionReply>()
  const found = readLine(first, head, path, 1)
  for (const [index, line] of rest.entries()) {
    if (line === '') continue
    const { key, reply } = readLine(line, entry, path, index + 2)
    replies.set(key, reply)
  }
  return { head: found, replies, soundBytes }
}

const NEWLINE = 10
const HEAD_START = Buffer.from('{"cassette":')

/** A crash cut the first line off; another file without a line end is not taken for that. */
const isUnfinishedHead = (bytes: Buffer): boolean =>
  !bytes.includes(NEWLINE) &&
  bytes.subarray(0, HEAD_START.length).equals(HEAD_START.subarray(0, Math.min(bytes.length, HEAD_START.length)))

function readLine<T>(line: string, shape: z.ZodType<T>, path: string, number: number): T {
  try {
    return shape.parse(JSON.parse(line))
  } catch (error) {
    const why = error instanceof z.ZodError ? issueWords(error) : (error as Error).message
    throw new EngineError('usage', `${path}:${number} is no line of recorded vision replies: ${why}`, { cause: error })
  }
}
