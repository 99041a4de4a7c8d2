import { EngineError } from '../core/engine-error.ts'
import { askBackend } from './ask-backend.ts'
import type { VisionBackend, VisionQuestion, VisionReply } from './backend.ts'
import { lineAppender } from './line-appender.ts'
import { questionKey, writtenQuestion } from './question-key.ts'
import { CASSETTE_VERSION, readCassette } from './read-cassette.ts'
import type { Cassette, CassetteHead } from './read-cassette.ts'

export interface RecordedOptions {
  /** A JSON Lines file: a head, then a line for each question with its reply. */
  readonly path: string
  /** Who is asked where the file has no answer; closed with this one. Replay needs none. */
  readonly backend?: VisionBackend
  /** `replay` asks nobody; `record` asks everything anew; `auto` asks what is missing. Both of these add to the file. */
  readonly mode: 'replay' | 'record' | 'auto'
}

/**
 * A backend whose replies stand in a file, so that a run can be repeated without the models. Version and crop margin are those of the
 * backend that was recorded. A reply is on the disk before it is given; a line that a crash cut off is left out. In replay a
 * question that is not there is an `EngineError` (toolset) that names it. Throws `EngineError` (usage) where the file cannot be
 * read, or holds the replies of another backend.
 */
export async function recordedBackend({ path, backend, mode }: RecordedOptions): Promise<VisionBackend> {
  if (mode === 'replay') return playing(path, await cassetteOf(path), undefined)
  if (backend === undefined) throw new EngineError('usage', `to ${mode} ${path}, say which vision backend to ask`)
  const head = headOf(backend)
  const found = await readCassette(path)
  if (found !== undefined && !sameBackend(found.head, head))
    throw new EngineError(
      'usage',
      `${path} holds replies of ${titleOf(found.head)}, and ${titleOf(head)} is to be asked: remove it or name another file`,
    )
  const writer = await lineAppender(path, found?.soundBytes ?? 0)
  if (found === undefined) await writer.append([JSON.stringify(head)])
  const replies = mode === 'auto' && found !== undefined ? found.replies : new Map<string, VisionReply>()
  return playing(path, { head, replies }, { backend, writer })
}

const cassetteOf = async (path: string): Promise<Cassette> => {
  const found = await readCassette(path)
  if (found === undefined)
    throw new EngineError('usage', `there are no recorded vision replies at ${path}: record them first`)
  return found
}

interface Recorder {
  readonly backend: VisionBackend
  readonly writer: Awaited<ReturnType<typeof lineAppender>>
}

function playing(
  path: string,
  { head, replies }: Pick<Cassette, 'head'> & { replies: Map<string, VisionReply> },
  recorder: Recorder | undefined,
): VisionBackend {
  let closed: Promise<void> | undefined

  /** Asks what is not there, and writes it down. */
  const complete = async (questions: readonly VisionQuestion[], signal: AbortSignal | undefined): Promise<void> => {
    const missing = [
      ...new Map(
        questions.map((question) => [questionKey(question), question] as const).filter(([key]) => !replies.has(key)),
      ),
    ]
    const first = missing[0]
    if (first === undefined) return
    if (recorder === undefined) throw missed(path, first[1])
    const answers = await askBackend(
      recorder.backend,
      missing.map(([, question]) => question),
      signal,
    )
    await recorder.writer.append(
      missing.map(([key, question], index) =>
        JSON.stringify({ key, question: writtenQuestion(question), reply: answers[index] }),
      ),
    )
    for (const [index, [key]] of missing.entries()) replies.set(key, answers[index]!)
  }

  return {
    name: 'recorded',
    version: `${head.backend} ${head.version}`,
    cropMargin: head.cropMargin,
    async answer(questions, signal) {
      signal?.throwIfAborted()
      if (closed !== undefined) throw new EngineError('toolset', `the vision backend recorded at ${path} is closed`)
      await complete(questions, signal)
      return questions.map((question) => replies.get(questionKey(question))!)
    },
    close: () => (closed ??= closeAll(recorder)),
  }
}

const closeAll = async (recorder: Recorder | undefined): Promise<void> => {
  await recorder?.writer.close()
  await recorder?.backend.close()
}

const headOf = ({ name, version, cropMargin }: VisionBackend): CassetteHead => ({
  cassette: CASSETTE_VERSION,
  backend: name,
  version,
  cropMargin,
})

const sameBackend = (a: CassetteHead, b: CassetteHead): boolean =>
  a.backend === b.backend && a.version === b.version && a.cropMargin === b.cropMargin

const titleOf = ({ backend, version, cropMargin }: CassetteHead): string =>
  `${backend} ${version} (crop margin ${cropMargin})`

const missed = (path: string, question: VisionQuestion): EngineError => {
  const { op, image, box, ...words } = writtenQuestion(question)
  const asked = `${op} ${JSON.stringify(words)} of [${box.join(', ')}] in ${question.region.image.path} (${image})`
  return new EngineError('toolset', `${path} has no reply to ${asked.slice(0, 1_000)}: record it with the mode auto`)
}
