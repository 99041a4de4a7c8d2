import { EngineError } from '../core/engine-error.ts'
import { contentId } from '../core/program.ts'
import type { VisionBackend, VisionImage, VisionQuestion, VisionReply } from './backend.ts'
import type { Noise } from './scene-graph/noise.ts'
import { chanceFor, checkNoise, misseen, ratesOf, withFalseFind } from './scene-graph/noise.ts'
import type { SceneGraphs } from './scene-graph/read-scene-graphs.ts'
import { imageId } from './scene-graph/read-scene-graphs.ts'
import { answerOverScene } from './scene/answer-over-scene.ts'
import { intersection, isWithin } from './scene/geometry.ts'

export { readSceneGraphs, sceneGraphs } from './scene-graph/read-scene-graphs.ts'

export interface SceneGraphOptions {
  /** From `readSceneGraphs`, or `sceneGraphs` for what is already parsed. */
  readonly graphs: SceneGraphs
  /** Errors to be made: `{ miss: 0.1, 'query.wrongAttribute': 0.2 }`; none where it is left out. */
  readonly noise?: Noise
  /** Decides, with each question, which errors are made. */
  readonly seed?: number
}

/**
 * Answers from scene graphs: what is true, or that with seeded errors, so that a program's errors and those of vision can
 * be told apart. Equal questions get equal answers. An image is known by its id, the name of its file without folder
 * and extension; its pixels are never looked at, and `graphImage` makes an image of which there is no file. An image without a
 * graph is an `EngineError` of boundary `toolset`.
 */
export function sceneGraphBackend({ graphs, noise = {}, seed = 0 }: SceneGraphOptions): VisionBackend {
  checkNoise(noise)
  return {
    name: 'scene-graph',
    version: contentId('1', graphs.version, String(seed), JSON.stringify(noise)).slice(0, 16),
    cropMargin: 0,
    async answer(questions, signal) {
      signal?.throwIfAborted()
      return questions.map((question) => answerFrom(graphs, question, { noise, seed }))
    },
    close: async () => {},
  }
}

function answerFrom(
  graphs: SceneGraphs,
  question: VisionQuestion,
  { noise, seed }: { readonly noise: Noise; readonly seed: number },
): VisionReply {
  const { image, box } = question.region
  const scene = graphs.scenes.get(image.path) ?? graphs.scenes.get(imageId(image.path))
  if (scene === undefined)
    throw new EngineError('toolset', `there is no scene graph of the image ${imageId(image.path)} (${image.path})`)
  const rates = ratesOf(noise, question.op)
  const chance = chanceFor(String(seed), question)
  const reply = answerOverScene(misseen(scene, rates, chance), question)
  if (question.op !== 'find' || !('boxes' in reply)) return reply
  const others = scene.things.flatMap((thing) => {
    const shown = isWithin(thing.box, box) ? intersection(thing.box, box) : undefined
    return shown === undefined ? [] : [{ ...thing, box: shown }]
  })
  return withFalseFind(reply, rates, { chance, others })
}

/** The image of a scene graph of which there is no file: it has the size that the graph tells, and no pixels. */
export function graphImage(id: string, graphs: SceneGraphs): VisionImage {
  const scene = graphs.scenes.get(id)
  if (scene === undefined) throw new EngineError('usage', `there is no scene graph of the image ${id}`)
  return {
    hash: contentId('scene-graph', id),
    path: id,
    width: scene.width,
    height: scene.height,
    pixels: () => Promise.reject(new EngineError('toolset', `the image ${id} is a scene graph: it has no pixels`)),
  }
}
