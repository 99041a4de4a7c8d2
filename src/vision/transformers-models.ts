import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { EngineError } from '../core/engine-error.ts'
import { contentId } from '../core/program.ts'
import type { LoadOptions } from './transformers-library.ts'

/** Where each kind of question gets its answer: a local folder in the library's layout, or the name of a model on its hub. */
export interface TransformersModels {
  /** `find`: zero-shot detection: OWL-ViT, OWLv2, Grounding DINO. */
  readonly detector?: string
  /** `query`: Florence-2, SmolVLM, Idefics3, Qwen2-VL and later. */
  readonly vqa?: string
  /** `verify` and `match`: CLIP, SigLIP. */
  readonly matcher?: string
  /** `depth`: Depth Anything, DPT, GLPN, Depth Pro. */
  readonly depth?: string
}

export type ModelKind = keyof TransformersModels

export interface FoundModel {
  readonly from: string
  readonly options: LoadOptions
  /** Changes with the model's files. */
  readonly identity: string
}

export interface FindModelOptions {
  readonly allowRemote: boolean
  readonly dtype: string
  readonly device?: string
}

/** Throws `EngineError` (usage) where it is no folder of a model, and none may be fetched. */
export async function findModel(kind: ModelKind, named: string, options: FindModelOptions): Promise<FoundModel> {
  const { allowRemote, dtype, device } = options
  const load = { dtype, ...(device !== undefined && { device }) }
  const folder = resolve(named)
  const files = await filesOf(folder)
  if (files === undefined) {
    if (allowRemote) return { from: named, options: { ...load, local_files_only: false }, identity: named }
    throw new EngineError(
      'usage',
      `the ${kind} model ${named} is no folder, and models are not fetched unless that is allowed: name a folder that holds config.json and onnx/`,
    )
  }
  if (!files.some((file) => file.startsWith('config.json ')))
    throw new EngineError(
      'usage',
      `the ${kind} model's folder ${folder} holds no config.json: name the folder of the model itself`,
    )
  return { from: folder, options: { ...load, local_files_only: true }, identity: contentId(...files) }
}

/** More files than this are no model's folder. */
const MOST_FILES = 1000

/** Name, size and time of each file; `undefined` where there is no such folder. */
async function filesOf(folder: string): Promise<readonly string[] | undefined> {
  const entries = await readdir(folder, { recursive: true }).catch(() => undefined)
  if (entries === undefined) return undefined
  const told = entries.slice(0, MOST_FILES).map(async (entry) => {
    const { size, mtimeMs } = await stat(join(folder, entry))
    return `${entry} ${size} ${mtimeMs}`
  })
  return (await Promise.all(told)).toSorted()
}
