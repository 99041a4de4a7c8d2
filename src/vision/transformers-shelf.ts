import { EngineError } from '../core/engine-error.ts'
import type { DepthPipeline, DetectorPipeline, MatcherPipeline, TransformersLibrary } from './transformers-library.ts'
import type { FoundModel, ModelKind } from './transformers-models.ts'
import type { Answerer } from './transformers-vqa.ts'

interface Loaded {
  readonly detector: DetectorPipeline
  readonly vqa: Answerer
  readonly matcher: MatcherPipeline
  readonly depth: DepthPipeline
}

export interface ModelShelf {
  take<Kind extends ModelKind>(kind: Kind, op: string): Promise<Loaded[Kind]>
  close(): Promise<void>
}

/** Models by kind, each loaded once, when it is first taken. */
export function modelShelf(library: TransformersLibrary, found: ReadonlyMap<ModelKind, FoundModel>): ModelShelf {
  const loaded = new Map<ModelKind, Promise<Loaded[ModelKind]>>()
  const load = async (kind: ModelKind, { from, options }: FoundModel): Promise<Loaded[ModelKind]> => {
    switch (kind) {
      case 'detector':
        return library.pipeline('zero-shot-object-detection', from, options)
      case 'matcher':
        return library.pipeline('zero-shot-image-classification', from, options)
      case 'depth':
        return library.pipeline('depth-estimation', from, options)
      case 'vqa': {
        const processor = await library.AutoProcessor.from_pretrained(from, options)
        const model = await library.AutoModelForImageTextToText.from_pretrained(from, options)
        return { processor, model, dispose: () => model.dispose() }
      }
    }
  }
  const failed = (kind: ModelKind, from: string) => (cause: unknown) => {
    loaded.delete(kind)
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new EngineError('toolset', `the ${kind} model cannot be loaded from ${from}: ${why}`, { cause })
  }
  return {
    async take<Kind extends ModelKind>(kind: Kind, op: string) {
      const model = found.get(kind)
      if (model === undefined)
        throw new EngineError(
          'toolset',
          `the vision backend transformers has no model for ${op}: give it a ${kind} model`,
        )
      const loading = loaded.get(kind) ?? load(kind, model).catch(failed(kind, model.from))
      loaded.set(kind, loading)
      return (await loading) as Loaded[Kind]
    },
    async close() {
      const open = [...loaded.values()]
      loaded.clear()
      for (const each of await Promise.allSettled(open)) if (each.status === 'fulfilled') await each.value.dispose()
    },
  }
}
