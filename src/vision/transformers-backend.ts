import { EngineError } from '../core/engine-error.ts'
import { contentId } from '../core/program.ts'
import type { VisionBackend, VisionImage, VisionQuestion, VisionReply } from './backend.ts'
import type { PixelRectangle } from './region-picture.ts'
import { pixelsOf } from './region-picture.ts'
import type { DepthMap } from './transformers-depth.ts'
import { depthMap, medianDepth } from './transformers-depth.ts'
import { detect } from './transformers-detect.ts'
import type { Picture, TransformersLibrary } from './transformers-library.ts'
import { importTransformers, loadLibrary } from './transformers-library.ts'
import type { FoundModel, ModelKind, TransformersModels } from './transformers-models.ts'
import { findModel, isModelKind, unknownKind } from './transformers-models.ts'
import { match, verify } from './transformers-match.ts'
import type { ModelShelf } from './transformers-shelf.ts'
import { modelShelf } from './transformers-shelf.ts'
import { answerQuestion } from './transformers-vqa.ts'

export interface TransformersBackendOptions {
  readonly models: TransformersModels
  /** Let the library fetch models that are named but not in a folder. Default false. */
  readonly allowRemote?: boolean
  /** Which of the model's weights: `fp32` is `onnx/model.onnx`, `q8` is `onnx/model_quantized.onnx`. Default `fp32`. */
  readonly dtype?: string
  /** `cpu`, `cuda`, `webgpu`. Default: the library's choice. */
  readonly device?: string
  /** The least confidence of a box. Default 0.1. */
  readonly threshold?: number
  /** Default: the installed package. */
  readonly importLibrary?: () => Promise<unknown>
}

/** Changes with how the models are asked and their answers read. */
const REVISION = 1

/** Depth maps that are kept: one is four bytes for each pixel of its image. */
const DEPTH_MAPS_KEPT = 8

/**
 * Local models as the eyes of visual programs, through `@huggingface/transformers`, an optional peer. A model is loaded when
 * it is first needed. Throws `EngineError`: usage where a folder is none, toolset where the package is missing, a question has no
 * model, or a model cannot be loaded or fails.
 */
export async function transformersBackend(options: TransformersBackendOptions): Promise<VisionBackend> {
  const { models, allowRemote = false, dtype = 'fp32', device, threshold = 0.1, importLibrary } = options
  const library = await loadLibrary(importLibrary ?? importTransformers)
  const found = new Map<ModelKind, FoundModel>()
  for (const [kind, named] of Object.entries<string | undefined>({ ...models })) {
    if (!isModelKind(kind)) throw unknownKind(kind)
    if (named === undefined) continue
    found.set(kind, await findModel(kind, named, { allowRemote, dtype, ...(device !== undefined && { device }) }))
  }
  const shelf = modelShelf(library, found)
  const depths = new Map<string, Promise<DepthMap>>()
  const identities = [...found].map(([kind, { identity }]) => `${kind}=${identity}`)
  const eyes: Eyes = { library, shelf, depths, threshold }
  return {
    name: 'transformers',
    version: contentId(String(REVISION), dtype, String(threshold), ...identities.toSorted()),
    cropMargin: 10,
    async answer(questions, signal) {
      const replies: VisionReply[] = []
      // One after the other: each already has all cores.
      for (const question of questions) {
        signal?.throwIfAborted()
        replies.push(await served(question, eyes))
      }
      return replies
    },
    close: () => shelf.close(),
  }
}

interface Eyes {
  readonly library: TransformersLibrary
  readonly shelf: ModelShelf
  readonly depths: Map<string, Promise<DepthMap>>
  readonly threshold: number
}

async function served(question: VisionQuestion, eyes: Eyes): Promise<VisionReply> {
  try {
    return await answer(question, eyes)
  } catch (cause) {
    if (cause instanceof EngineError) throw cause
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new EngineError('toolset', `the vision backend transformers failed at ${question.op}: ${why}`, { cause })
  }
}

async function answer(question: VisionQuestion, { library, shelf, depths, threshold }: Eyes): Promise<VisionReply> {
  const { image } = question.region
  const part = pixelsOf(question.region)
  const picture = () => pictureOf(library, image, part)
  switch (question.op) {
    case 'find': {
      const asked = { name: question.name, threshold, part, imageHeight: image.height }
      return { boxes: await detect(await shelf.take('detector', question.op), await picture(), asked) }
    }
    case 'query':
      return {
        text: await answerQuestion(await shelf.take('vqa', question.op), await picture(), question.question),
        confidence: 1,
      }
    case 'verify':
      return { score: await verify(await shelf.take('matcher', question.op), await picture(), question) }
    case 'match':
      return { scores: await match(await shelf.take('matcher', question.op), await picture(), question.texts) }
    case 'depth': {
      const model = await shelf.take('depth', question.op)
      const whole = { left: 0, top: 0, width: image.width, height: image.height }
      const map = await remembered(depths, image.hash, async () =>
        depthMap(model, await pictureOf(library, image, whole)),
      )
      return { depth: medianDepth(map, part) }
    }
  }
}

async function pictureOf(library: TransformersLibrary, image: VisionImage, part: PixelRectangle): Promise<Picture> {
  const { width, data } = await image.pixels()
  const cut = new Uint8ClampedArray(part.width * part.height * 3)
  for (let row = 0; row < part.height; row++) {
    const from = ((part.top + row) * width + part.left) * 3
    cut.set(data.subarray(from, from + part.width * 3), row * part.width * 3)
  }
  return new library.RawImage(cut, part.width, part.height, 3)
}

async function remembered<T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const value = kept.get(key) ?? make()
  kept.delete(key)
  kept.set(key, value)
  for (const oldest of kept.keys()) {
    if (kept.size <= DEPTH_MAPS_KEPT) break
    kept.delete(oldest)
  }
  try {
    return await value
  } catch (error) {
    kept.delete(key)
    throw error
  }
}
