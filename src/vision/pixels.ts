import { EngineError } from '../core/engine-error.ts'
import type { VisionBackend, VisionImage } from './backend.ts'
import { lruMap } from './lru-map.ts'
import { see } from './pixels/see.ts'
import { answerOverScene } from './scene/answer-over-scene.ts'
import type { Scene } from './scene/scene.ts'

/** Scenes that are kept, the latest asked for. */
const keptScenes = 500

/**
 * Sees drawings in flat colours from their pixels alone: boxes on a background, and the squares, circles, triangles,
 * rectangles, ovals and diamonds in them, of any colours and sizes, NLVR's images among them. Answers as `answerOverScene` says.
 * An image that is no drawing in flat colours is an `EngineError` of boundary `toolset`.
 */
export function pixelsBackend(): VisionBackend {
  const scenes = lruMap<Promise<Scene>>(keptScenes)
  const sceneOf = (image: VisionImage): Promise<Scene> => {
    const known = scenes.get(image.hash)
    if (known !== undefined) return known
    const scene = seen(image)
    scenes.set(image.hash, scene)
    scene.catch(() => scenes.delete(image.hash))
    return scene
  }
  return {
    name: 'pixels',
    version: '1',
    cropMargin: 0,
    async answer(questions, signal) {
      const replies = []
      for (const question of questions) {
        signal?.throwIfAborted()
        replies.push(answerOverScene(await sceneOf(question.region.image), question))
      }
      return replies
    },
    close: async () => {},
  }
}

async function seen(image: VisionImage): Promise<Scene> {
  const scene = see(await image.pixels())
  if (scene !== undefined) return scene
  throw new EngineError(
    'toolset',
    `${image.path} is no drawing in flat colours: the backend pixels cannot read it. Use the backend model or transformers for photographs.`,
  )
}
