import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Image } from './interpreter.ts'
import { shared } from './python-sources.ts'

const HASH_BYTES = 32
const MOST_KEPT = 4
/** A draft that is older was left by a process that was killed. */
const DRAFT_MS = 3_600_000

/** Where the image may be kept, best first. */
export const imagePlaces = (name: string, cacheDir: string | undefined): readonly string[] => {
  const directories =
    cacheDir !== undefined
      ? [cacheDir]
      : [
          join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'faultline'),
          join(tmpdir(), `faultline-${process.getuid?.() ?? 'cache'}`),
        ]
  return directories.map((directory) => join(directory, name))
}

/** The image in the first place that holds a sound one: its hash stands before it. */
export const readImage = async (places: readonly string[]): Promise<Image | undefined> => {
  for (const place of places) {
    const bytes = (await isOurs(dirname(place))) ? await readFile(place).catch(() => undefined) : undefined
    const image = bytes === undefined ? undefined : decodeImage(bytes)
    if (image === undefined) continue
    // Its age is that of its last use. Where it cannot be set, it is that of its making.
    await utimes(place, new Date(), new Date()).catch(() => undefined)
    return image
  }
  return undefined
}

/** Keeps the image in the first place that can be written, by a rename, so that nobody reads half of it. */
export const writeImage = async (places: readonly string[], image: Image): Promise<void> => {
  const bytes = encodeImage(image)
  for (const place of places) {
    const draft = `${place}.${process.pid}.draft`
    try {
      await makeDirectory(dirname(place))
      if (!(await isOurs(dirname(place)))) continue
      await writeFile(draft, bytes, { mode: 0o600 })
      await rename(draft, place)
      await forgetOldest(dirname(place)).catch(() => undefined) // it is kept, whatever stays beside it
      return
    } catch {
      // A full disk, a read-only home: the next place is tried, and without any the image is made anew each time.
      await rm(draft, { force: true }).catch(() => undefined)
    }
  }
}

/** With those above it. Node's own `recursive` never returns where a directory is there but takes no entries (`/proc`). */
const makeDirectory = async (path: string): Promise<void> => {
  const code = await mkdir(path, { mode: 0o700 }).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error.code,
  )
  if (code !== 'ENOENT' || dirname(path) === path) return
  await makeDirectory(dirname(path))
  await mkdir(path, { mode: 0o700 })
}

/** Whether nobody else can write there: an image holds the grader, and is not to be planted by another user. */
const isOurs = async (directory: string): Promise<boolean> => {
  const user = process.getuid?.()
  if (user === undefined) return true
  const facts = await stat(directory).catch(() => undefined)
  return facts !== undefined && facts.uid === user && (facts.mode & 0o022) === 0
}

/**
 * Images of other versions stay for a while, since a machine may have several installed. Whoever uses one has read the
 * whole of it, so that none is needed any more where it lies; the draft of another process is.
 */
const forgetOldest = async (directory: string): Promise<void> => {
  const files = await Promise.all((await readdir(directory)).map((name) => agedFile(join(directory, name))))
  const byAge = files.flatMap((file) => file ?? []).sort((a, b) => a.ageMs - b.ageMs)
  const old = byAge.filter(({ path }) => path.endsWith('.image')).slice(MOST_KEPT)
  const left = byAge.filter(({ path, ageMs }) => path.endsWith('.draft') && ageMs > DRAFT_MS)
  await Promise.all([...old, ...left].map(({ path }) => rm(path, { force: true })))
}

/** `undefined` for one that another process has just removed. */
const agedFile = (path: string): Promise<{ readonly path: string; readonly ageMs: number } | undefined> =>
  stat(path).then(
    ({ mtimeMs }) => ({ path, ageMs: Date.now() - mtimeMs }),
    () => undefined,
  )

/** `SHA-256 · u32 length of the JSON · JSON of all but the memory · memory below the stack · memory above it`. */
export const encodeImage = ({ data, heap, ...rest }: Image): Buffer => {
  const head = Buffer.from(JSON.stringify(rest))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  const body = Buffer.concat([length, head, data, heap])
  return Buffer.concat([createHash('sha256').update(body).digest(), body])
}

/** `undefined` for bytes that are not wholly those of an image. */
export const decodeImage = (bytes: Buffer): Image | undefined => {
  const body = bytes.subarray(HASH_BYTES)
  const hash = createHash('sha256').update(body).digest()
  if (body.length === 0 || !hash.equals(bytes.subarray(0, HASH_BYTES))) return undefined
  const start = 4 + body.readUInt32LE(0)
  const rest = JSON.parse(body.toString('utf8', 4, start)) as Omit<Image, 'data' | 'heap'>
  const end = start + rest.stack.end
  return { ...rest, data: shared(body.subarray(start, end)), heap: shared(body.subarray(end)) }
}
