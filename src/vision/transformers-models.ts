import { open, readdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
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

const kinds: readonly string[] = ['detector', 'vqa', 'matcher', 'depth'] satisfies readonly ModelKind[]

/** Names come from the command line. */
export const isModelKind = (name: string): name is ModelKind => kinds.includes(name)

export const unknownKind = (name: string): EngineError =>
  new EngineError('usage', `${name} is no kind of model of the backend transformers: it has ${kinds.join(', ')}`)

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

/** So much of a file's beginning and end tells it from another one of its size. */
const SAMPLED_BYTES = 65_536

/** Each file's name, size and the hash of its beginning and end; `undefined` where there is no such folder. */
async function filesOf(folder: string): Promise<readonly string[] | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => undefined)
  if (entries === undefined) return undefined
  const told = []
  for (const entry of entries.filter((each) => !each.isDirectory()).slice(0, MOST_FILES)) {
    const path = join(entry.parentPath, entry.name)
    told.push(`${relative(folder, path)} ${await fingerprint(path)}`)
  }
  return told.toSorted()
}

async function fingerprint(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const length = Math.min(SAMPLED_BYTES, size)
    const head = await file.read(Buffer.alloc(length), 0, length, 0)
    const tail = await file.read(Buffer.alloc(length), 0, length, size - length)
    return `${size} ${contentId(head.buffer.toString('latin1'), tail.buffer.toString('latin1'))}`
  } finally {
    await file.close()
  }
}
