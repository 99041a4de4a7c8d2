import type { Mask } from './blobs.ts'
import type { Outline, Template } from './outline.ts'
import { outlines } from './outline.ts'
import type { Rect } from './raster.ts'
import { rectHeight, rectWidth } from './raster.ts'

/** An outline at a place. `miss` is the area where it and what is seen differ, as a share of its own. */
export interface Fit {
  readonly outline: Outline
  readonly rect: Rect
  readonly miss: number
}

/** A fit that misses more is none: a disc that is drawn without soft edges misses 0.09 at 10 pixels. */
export const goodFit = 0.13

/** The outline that fills the mask's own rectangle best. */
export function bestFit({ rect, coverage }: Mask, template: Template): Fit {
  const [width, height] = [rectWidth(rect), rectHeight(rect)]
  let best: Fit = { outline: 'block', rect, miss: Infinity }
  for (const outline of outlines) {
    const shape = template(outline, width, height)
    let [area, away] = [0, 0]
    for (let at = 0; at < shape.length; at++) {
      area += shape[at] ?? 0
      away += Math.abs((shape[at] ?? 0) - (coverage[at] ?? 0))
    }
    if (away / area < best.miss) best = { outline, rect, miss: away / area }
  }
  return best
}
