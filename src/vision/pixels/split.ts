import type { Mask } from './blobs.ts'
import { placed } from './placed.ts'
import type { Candidate, Grid } from './placed.ts'
import { cover } from './cover.ts'
import type { Fit } from './fit.ts'
import { bestFit, goodFit } from './fit.ts'
import type { Template } from './outline.ts'
import { outlines } from './outline.ts'
import type { Rect } from './raster.ts'
import { rectHeight, rectWidth } from './raster.ts'

/** Clusters wider than this many pixels are looked at in a smaller picture of them. */
const maxSide = 160
/** Wider things are not looked for behind others. */
const maxHidden = 80

/**
 * The shapes of one coloured area. One, where an outline fits; the squares of a bar whose length is a multiple of its
 * width; a shape that goes on behind `others` (areas of other colours); a cluster of shapes that touch or overlap.
 * An area that is none of these is one shape of a bad fit.
 */
export function shapesOf(mask: Mask, others: readonly Mask[], template: Template): readonly Fit[] {
  const one = bestFit(mask, template)
  if (one.miss <= goodFit) return one.outline === 'block' ? squaresOf(one) : [one]
  const step = Math.ceil(Math.max(rectWidth(mask.rect), rectHeight(mask.rect)) / maxSide)
  const found = goesOnBehind(mask, others, template) ?? cover(gridOf(mask, { others: [], step, margin: 0 }), template)
  if (found === undefined) return [one]
  return found.map(({ outline, left, top, width, height }) => {
    const from = { left: mask.rect.left + left * step, top: mask.rect.top + top * step }
    return { outline, rect: { ...from, right: from.left + width * step, bottom: from.top + height * step }, miss: 0.1 }
  })
}

/** A bar of two to eight squares end to end: stacked squares leave no seam where they touch. */
function squaresOf(bar: Fit): readonly Fit[] {
  const [width, height] = [rectWidth(bar.rect), rectHeight(bar.rect)]
  const [short, long] = [Math.min(width, height), Math.max(width, height)]
  const count = Math.round(long / short)
  if (count < 2 || count > 8 || Math.abs(long - count * short) > Math.max(1, 0.05 * short)) return [bar]
  return Array.from({ length: count }, (_, index) => {
    const from = Math.round((index * long) / count)
    const to = Math.round(((index + 1) * long) / count)
    const rect: Rect =
      height > width
        ? { ...bar.rect, top: bar.rect.top + from, bottom: bar.rect.top + to }
        : { ...bar.rect, left: bar.rect.left + from, right: bar.rect.left + to }
    return { ...bar, rect }
  })
}

/** The smallest outline that holds what is seen, all else of which lies behind other areas; of equals the nearest. */
function goesOnBehind(mask: Mask, others: readonly Mask[], template: Template) {
  const side = Math.max(rectWidth(mask.rect), rectHeight(mask.rect))
  if (side > maxHidden || others.length === 0) return undefined
  const margin = Math.ceil(side * 0.6)
  const grid = gridOf(mask, { others, step: 1, margin })
  if (!grid.hidden.includes(1)) return undefined
  for (let size = side; size <= side + margin; size++) {
    // A pixel more may be nearer: the edge of what is seen is soft.
    const found = [size, size + 1].flatMap((one) => behindOf(one, { mask, margin, grid, template }))
    const [best] = found.sort((a, b) => a.away - b.away)
    if (best !== undefined) return [{ ...best.fit, left: best.fit.left - margin, top: best.fit.top - margin }]
  }
  return undefined
}

interface Behind {
  readonly mask: Mask
  readonly margin: number
  readonly grid: Grid
  readonly template: Template
}

function behindOf(size: number, { mask, margin, grid, template }: Behind) {
  const [width, height] = [rectWidth(mask.rect), rectHeight(mask.rect)]
  const seen = grid.solid.reduce((sum, value) => sum + value, 0)
  const found = []
  for (let top = margin + height - size; top <= margin; top++)
    for (let left = margin + width - size; left <= margin; left++)
      for (const outline of outlines) {
        const fit = placed({ outline, left, top, width: size, height: size }, grid, { template, maxOutside: 0.03 })
        if (fit === undefined) continue
        const held = fit.pixels.reduce((sum, at) => sum + (grid.solid[at] ?? 0), 0)
        if (held < 0.97 * seen || held < 0.3 * fit.pixels.length) continue
        found.push({ fit, away: awayFrom(mask, fit, { margin, grid, template }) })
      }
  return found
}

/** How far an outline is from what is seen, over all pixels but those behind other areas. */
function awayFrom(mask: Mask, fit: Candidate, { margin, grid, template }: Omit<Behind, 'mask'>): number {
  const shape = template(fit.outline, fit.width, fit.height)
  let away = 0
  for (let y = 0; y < grid.height; y++)
    for (let x = 0; x < grid.width; x++) {
      if (grid.hidden[y * grid.width + x] === 1) continue
      const [u, v] = [x - fit.left, y - fit.top]
      const within = u >= 0 && v >= 0 && u < fit.width && v < fit.height
      const covered = within ? (shape[v * fit.width + u] ?? 0) : 0
      away += Math.abs(covered - coverageAt(mask, mask.rect.left + x - margin, mask.rect.top + y - margin))
    }
  return away
}

function gridOf(
  { rect, coverage }: Mask,
  { others, step, margin }: { readonly others: readonly Mask[]; readonly step: number; readonly margin: number },
): Grid {
  const width = Math.ceil(rectWidth(rect) / step) + 2 * margin
  const height = Math.ceil(rectHeight(rect) / step) + 2 * margin
  const [solid, hidden] = [new Uint8Array(width * height), new Uint8Array(width * height)]
  const draw = (mask: Mask, into: Uint8Array, least: number): void => {
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const imageX = rect.left + (x - margin) * step + (step >> 1)
        const imageY = rect.top + (y - margin) * step + (step >> 1)
        if (coverageAt(mask, imageX, imageY) >= least) into[y * width + x] = 1
      }
  }
  draw({ rect, coverage }, solid, 0.5)
  for (const other of others) draw(other, hidden, 0.01)
  return { width, height, solid, hidden }
}

function coverageAt({ rect, coverage }: Mask, x: number, y: number): number {
  if (x < rect.left || y < rect.top || x >= rect.right || y >= rect.bottom) return 0
  return coverage[(y - rect.top) * rectWidth(rect) + x - rect.left] ?? 0
}
