import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { EngineError } from '../../core/engine-error.ts'
import { fileReason } from '../../core/file-reason.ts'
import { issueWords } from '../../core/issue-words.ts'

const rowShape = z.object({
  identifier: z.string(),
  /** The folder under `images/` in which it was published. */
  directory: z.string().optional(),
  structured_rep: z.array(
    z.array(
      z.object({
        type: z.string(),
        color: z.string(),
        size: z.number().positive(),
        x_loc: z.number(),
        y_loc: z.number(),
      }),
    ),
  ),
})

/** A thing that is in an image: its sides in pixels, and how far its top left corner is from that of its box. */
export interface TrueThing {
  readonly shape: string
  /** As the file names it: `Yellow`, `#0099ff`. */
  readonly color: string
  readonly size: number
  readonly x: number
  readonly y: number
}

/** An image with what is in it, box by box from left to right. */
export interface TrueImage {
  readonly id: string
  readonly path: string
  readonly boxes: readonly (readonly TrueThing[])[]
}

/**
 * What is in the images of an NLVR folder (`dev.json` and `images/dev-n-m-0.png`, or `images/<directory>/…` as published; another split by its name). Throws
 * `EngineError` (usage) for a file that is missing and for a line that is not as expected.
 */
export async function readNlvrFolder(folder: string, split = 'dev'): Promise<readonly TrueImage[]> {
  const path = join(folder, `${split}.json`)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new EngineError(
      'usage',
      `cannot read ${path}: ${fileReason(error)}. The folder has to hold NLVR’s ${split}.json and images/.`,
      { cause: error },
    )
  }
  const images: TrueImage[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const { identifier, directory, structured_rep } = readRow(line, `${path}:${index + 1}`)
    const boxes = structured_rep.map((box) =>
      box.map(({ type, color, size, x_loc, y_loc }) => ({ shape: type, color, size, x: x_loc, y: y_loc })),
    )
    images.push({
      id: identifier,
      path: await imagePath(join(folder, 'images'), directory, `${split}-${identifier}-0.png`),
      boxes,
    })
  }
  return images
}

/** Where it is; the plain place where it is in neither. */
async function imagePath(folder: string, directory: string | undefined, name: string): Promise<string> {
  const plain = join(folder, name)
  if (directory === undefined) return plain
  const published = join(folder, directory, name)
  const isPublished = await access(plain).then(
    () => false,
    () =>
      access(published).then(
        () => true,
        () => false,
      ),
  )
  return isPublished ? published : plain
}

function readRow(line: string, where: string): z.infer<typeof rowShape> {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch (error) {
    throw new EngineError('usage', `${where} is not JSON that can be read: ${(error as Error).message}`, {
      cause: error,
    })
  }
  const row = rowShape.safeParse(json)
  if (row.success) return row.data
  throw new EngineError('usage', `${where} is not as expected: ${issueWords(row.error)}`)
}
