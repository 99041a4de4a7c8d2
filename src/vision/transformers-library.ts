import { EngineError } from '../core/engine-error.ts'

/** Numbers of a model, in the shape `dims`. */
export interface Tensor {
  readonly dims: readonly number[]
  readonly data: Float32Array
}

/** A tensor of token ids that `generate` gives. */
export interface TokenIds {
  readonly dims: readonly number[]
  slice(...ranges: readonly (null | readonly [number, number | null])[]): TokenIds
}

/** An image as the library takes it. */
export type Picture = object

/** What a pipeline or a model is loaded from, and how. */
export interface LoadOptions {
  readonly local_files_only: boolean
  readonly dtype: string
  readonly device?: string
}

interface NamedModel {
  readonly config: { readonly model_type?: string; readonly depth_estimation_type?: string }
}

interface Disposable {
  dispose(): Promise<unknown>
}

export interface DetectorPipeline extends Disposable {
  (
    image: Picture,
    labels: readonly string[],
    options: { readonly threshold: number },
  ): Promise<
    readonly {
      readonly score: number
      readonly box: { readonly xmin: number; readonly ymin: number; readonly xmax: number; readonly ymax: number }
    }[]
  >
  readonly model: NamedModel
}

export interface MatcherPipeline extends Disposable {
  readonly tokenizer: (texts: readonly string[], options: object) => object
  readonly processor: (images: readonly Picture[]) => Promise<{ readonly pixel_values: Tensor }>
  readonly model: NamedModel & ((inputs: object) => Promise<{ readonly logits_per_image: Tensor }>)
}

export interface DepthPipeline extends Disposable {
  (image: Picture): Promise<{ readonly predicted_depth: Tensor }>
  readonly model: NamedModel
}

export interface AnsweringModel extends NamedModel, Disposable {
  generate(inputs: object): Promise<TokenIds>
}

export interface AnsweringProcessor {
  (first: unknown, second: unknown): Promise<{ readonly input_ids: { readonly dims: readonly number[] } }>
  apply_chat_template(messages: readonly object[], options: object): string
  batch_decode(ids: TokenIds, options: object): readonly string[]
}

/** The part of `@huggingface/transformers` that is used. */
export interface TransformersLibrary {
  readonly RawImage: new (data: Uint8ClampedArray, width: number, height: number, channels: number) => Picture
  pipeline(task: 'zero-shot-object-detection', from: string, options: LoadOptions): Promise<DetectorPipeline>
  pipeline(task: 'zero-shot-image-classification', from: string, options: LoadOptions): Promise<MatcherPipeline>
  pipeline(task: 'depth-estimation', from: string, options: LoadOptions): Promise<DepthPipeline>
  readonly AutoProcessor: { from_pretrained(from: string, options: LoadOptions): Promise<AnsweringProcessor> }
  readonly AutoModelForImageTextToText: { from_pretrained(from: string, options: LoadOptions): Promise<AnsweringModel> }
}

/** The package is an optional peer: its name is no literal, so that neither a compiler nor a bundler wants it. */
const PACKAGE: string = '@huggingface/transformers'

export const importTransformers = (): Promise<unknown> => import(PACKAGE)

/** Throws `EngineError` (toolset) that says how to install it. */
export async function loadLibrary(load: () => Promise<unknown>): Promise<TransformersLibrary> {
  try {
    return (await load()) as TransformersLibrary
  } catch (cause) {
    const why = cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '') : String(cause)
    throw new EngineError(
      'toolset',
      `the vision backend transformers needs the package ${PACKAGE}, and it cannot be loaded (${why}). Install it: ONNXRUNTIME_NODE_INSTALL=skip npm i ${PACKAGE}@4.3.1`,
      { cause },
    )
  }
}
