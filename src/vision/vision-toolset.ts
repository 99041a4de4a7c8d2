import { readFile } from 'node:fs/promises'
import { attribute, EngineError } from '../core/engine-error.ts'
import type { Model } from '../core/model.ts'
import { contentId } from '../core/program.ts'
import type { Toolset } from '../core/toolset.ts'
import type { VisualInput, VisualTask } from '../core/visual.ts'
import { answerCall } from './answer-call.ts'
import type { Answered, VisionSource } from './answer-call.ts'
import { modelAnswers } from './ask-model.ts'
import type { VisionBackend, VisionImage } from './backend.ts'
import { describeVision } from './describe-vision.ts'
import { imageShelf } from './image-shelf.ts'
import type { ImageShelf } from './image-shelf.ts'
import { readVisionRequest } from './vision-request.ts'

export interface VisionToolsetOptions {
  readonly task: Pick<VisualTask, 'input' | 'images'>
  /** Stays open: who opened it closes it. */
  readonly backend: VisionBackend
  /** Answers `llm_query`. Without one that call cannot be served. */
  readonly llm?: Model
  /** Where images come from. Give one for all tasks, so that each file is opened once. */
  readonly shelf?: ImageShelf
  /** `find` leaves out what takes a smaller share of its patch (`ratio_box_area_to_image_area`). Default 0: nothing. */
  readonly smallestShare?: number
  readonly signal?: AbortSignal
}

/** To be raised when the same calls get other answers. */
const TOOLSET_VERSION = '1'
const MOST_IMAGES = 100

/**
 * The `ImagePatch` API of visual programs (ViperGPT; VDebugger, EMNLP 2024) over a vision backend, bound to the images of a
 * task. Throws `EngineError` (usage) where an image is missing, broken or too big, before any program runs.
 */
export async function openVisionToolset(options: VisionToolsetOptions): Promise<Toolset> {
  const { task, backend, llm, shelf = imageShelf(), smallestShare = 0, signal } = options
  checkCount(task)
  const [prelude, images] = await Promise.all([preludeText(), Promise.all(task.images.map((path) => shelf.open(path)))])
  signal?.throwIfAborted()
  const source: VisionSource = { images, backend, smallestShare, askModel: modelAnswers(llm) }
  const settings = [backend.name, backend.version, `${backend.cropMargin}`, `${smallestShare}`, llm?.name ?? '']
  return {
    name: 'vision',
    identity: contentId(TOOLSET_VERSION, prelude, task.input, ...settings, ...images.map(({ hash }) => hash)),
    describe: () => describeVision(task.input),
    prelude: () => `${prelude}\n\n${inputLines(task.input, images)}`,
    entry: `answer(execute_command(${task.input}))`,
    call: (request, signal) =>
      served(request.op, signal, () => answerCall(source, readVisionRequest(request, images), signal)),
  }
}

/** A call that cannot be served is the toolset's fault, whoever failed; an abort is nobody's. */
async function served(op: string, signal: AbortSignal | undefined, work: () => Promise<Answered>): Promise<Answered> {
  try {
    return await attribute('toolset', `the vision backend failed at ${op.slice(0, 80)}`, work)
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof EngineError) || error.boundary === 'toolset') throw error
    throw new EngineError('toolset', error.message, { cause: error })
  }
}

const preludeText = (): Promise<string> => readFile(new URL('./image_patch.py', import.meta.url), 'utf8')

const checkCount = ({ input, images: { length } }: VisionToolsetOptions['task']): void => {
  const wanted = {
    image: 'one image',
    image_dict: 'two images, left and right,',
    image_list: `1 to ${MOST_IMAGES} images`,
  }
  const fits = { image: length === 1, image_dict: length === 2, image_list: length >= 1 && length <= MOST_IMAGES }
  if (!fits[input])
    throw new EngineError('usage', `a visual program over ${input} takes ${wanted[input]} and got ${length}`)
}

/** Python: the images of the task, under the name that `entry` hands on. */
const inputLines = (input: VisualInput, images: readonly VisionImage[]): string => {
  const all = images.map(({ width, height }, index) => `_whole(${index}, ${width}, ${height})`)
  const given = {
    image: '_images[0]',
    image_dict: '{"left": _images[0], "right": _images[1]}',
    image_list: 'list(_images)',
  }
  return `_images = (${all.join(', ')},)\n${input} = ${given[input]}\n`
}
