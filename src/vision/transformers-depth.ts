import type { PixelRectangle } from './region-picture.ts'
import type { DepthPipeline, Picture } from './transformers-library.ts'

export interface DepthMap {
  readonly width: number
  readonly data: Float32Array
  /** The model gives nearness: the depth is its inverse. */
  readonly inverse: boolean
}

/** These were trained on the inverse of the depth, up to scale, unless they say that they measure. */
const INVERSE = new Set(['depth_anything', 'dpt'])

export async function depthMap(depth: DepthPipeline, picture: Picture): Promise<DepthMap> {
  const { predicted_depth } = await depth(picture)
  const { model_type = '', depth_estimation_type } = depth.model.config
  const inverse = INVERSE.has(model_type) && depth_estimation_type !== 'metric'
  return { width: predicted_depth.dims.at(-1) ?? 0, data: predicted_depth.data, inverse }
}

/** The median depth of a part of the image: larger is farther. Of an even number the lower one, as published. */
export function medianDepth({ width, data, inverse }: DepthMap, part: PixelRectangle): number {
  const values = new Float32Array(part.width * part.height)
  for (let row = 0; row < part.height; row++) {
    const from = (part.top + row) * width + part.left
    values.set(data.subarray(from, from + part.width), row * part.width)
  }
  values.sort()
  if (!inverse) return values[(values.length - 1) >> 1] ?? 0
  // The inverse turns the order: its lower median is the upper one here.
  return 1 / Math.max(values[values.length >> 1] ?? 0, Number.EPSILON)
}
