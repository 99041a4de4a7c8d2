import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { EngineError } from '../../core/engine-error.ts'
import { fileReason } from '../../core/file-reason.ts'
import { issueWords } from '../../core/issue-words.ts'
import { contentId } from '../../core/program.ts'
import type { Scene } from '../scene/scene.ts'
import { clevrScene, clevrShape } from './clevr.ts'
import { gqaScene, gqaShape } from './gqa.ts'

export interface SceneGraphs {
  /** Changes with the content. */
  readonly version: string
  /** By the id of their image: the name of its file without folder and extension. */
  readonly scenes: ReadonlyMap<string, Scene>
}

/**
 * Reads a file of scene graphs: GQA's (`{ imageId: { width, height, objects } }`) or CLEVR's (`{ scenes: [ … ] }`). Throws
 * `EngineError` (usage) where it is missing, no JSON, or neither.
 */
export async function readSceneGraphs(path: string): Promise<SceneGraphs> {
  return sceneGraphs(await readJson(path), path)
}

/** The scenes of parsed scene graphs. `where` names their source in errors. */
export function sceneGraphs(json: unknown, where = 'the scene graphs'): SceneGraphs {
  const isClevr = typeof json === 'object' && json !== null && 'scenes' in json && Array.isArray(json.scenes)
  const scenes = isClevr
    ? parse(clevrShape, json, where).scenes.map((scene) => [imageId(scene.image_filename), clevrScene(scene)] as const)
    : Object.entries(parse(gqaShape, json, where)).map(([id, graph]) => [id, gqaScene(graph)] as const)
  return { version: contentId(JSON.stringify(json)), scenes: new Map(scenes) }
}

/** `images/2370799.jpg` → `2370799`. */
export const imageId = (path: string): string => (path.split(/[\\/]/).at(-1) ?? path).replace(/\.[^.]*$/, '')

async function readJson(path: string): Promise<unknown> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new EngineError('usage', `cannot read the scene graphs ${path}: ${fileReason(error)}`, {
      cause: error,
    })
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new EngineError('usage', `${path} is no JSON that can be read: ${(error as Error).message}`, { cause: error })
  }
}

function parse<T>(shape: z.ZodType<T>, json: unknown, where: string): T {
  const parsed = shape.safeParse(json)
  if (parsed.success) return parsed.data
  throw new EngineError(
    'usage',
    `${where} holds scene graphs neither in GQA’s nor in CLEVR’s form: ${issueWords(parsed.error)}`,
  )
}
