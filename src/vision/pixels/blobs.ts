import type { Pixels } from '../backend.ts'
import type { FlatColors, Rgb } from './flat-colors.ts'
import { mixed } from './flat-colors.ts'
import type { Panel } from './panels.ts'
import type { Raster, Rect } from './raster.ts'
import { components, rectWidth } from './raster.ts'

/** How much of each pixel of `rect` is covered, from 0 to 1, rows from the top. */
export interface Mask {
  readonly rect: Rect
  readonly coverage: Float32Array
}

/** One coloured area in a box, soft edges included: one thing, or several of one colour that touch. */
export interface Blob extends Mask {
  readonly label: number
}

/** A soft edge is no wider than this, also at a sharp tip. */
const maxEdge = 3
/** What covers less of a pixel cannot be told from noise. */
const leastCoverage = 0.06

/** The coloured areas of a box. A pixel of a soft edge belongs to the area beside it, as far as its colour says. */
export function blobsIn(pixels: Pixels, flat: FlatColors, panel: Panel): readonly Blob[] {
  const raster: Raster = { width: pixels.width, height: pixels.height, labels: flat.labels }
  const seeds = components(raster, panel.inner).filter(
    ({ label, solid }) => solid && label !== panel.floor && label !== mixed,
  )
  const claims = new Map<number, Claim>()
  for (const [owner, { pixels: own }] of seeds.entries()) for (const at of own) claims.set(at, { owner, coverage: 1 })
  const floor = flat.colors[panel.floor] ?? [0, 0, 0]
  const colorOf = (owner: number): Rgb => flat.colors[seeds[owner]?.label ?? 0] ?? [0, 0, 0]
  let ring = seeds.flatMap(({ pixels: own }) => [...own])
  for (let depth = 0; depth < maxEdge && ring.length > 0; depth++) {
    const edge = new Map<number, Claim>()
    for (const from of ring)
      for (const at of neighbours(from, pixels.width, panel.inner)) {
        if (claims.has(at) || flat.labels[at] === panel.floor) continue
        const inner = claims.get(from)
        const claim = inner && claimed(rgbAt(pixels, at), { floor, color: colorOf(inner.owner), inner })
        if (claim !== undefined && claim.coverage > (edge.get(at)?.coverage ?? 0)) edge.set(at, claim)
      }
    for (const [at, claim] of edge) claims.set(at, claim)
    ring = [...edge.keys()]
  }
  return gathered(claims, seeds, pixels.width)
}

interface Claim {
  readonly owner: number
  readonly coverage: number
}

/** How much of a soft pixel belongs to the thing beside it: where its colour lies between the floor's and the thing's. */
function claimed(
  pixel: Rgb,
  { floor, color, inner }: { readonly floor: Rgb; readonly color: Rgb; readonly inner: Claim },
): Claim | undefined {
  const line = color.map((value, channel) => value - (floor[channel] ?? 0))
  const from = pixel.map((value, channel) => value - (floor[channel] ?? 0))
  const length = line.reduce((sum, value) => sum + value * value, 0)
  const share = line.reduce((sum, value, channel) => sum + value * (from[channel] ?? 0), 0) / length
  const aside = Math.hypot(...from.map((value, channel) => value - share * (line[channel] ?? 0)))
  // Off the line: the edge between two things. It belongs to both by half, to the one that asks first.
  const coverage = aside <= 40 ? Math.min(1, share) : share >= 0.5 ? 0.5 : 0
  return coverage < leastCoverage || coverage > inner.coverage + 0.2 ? undefined : { owner: inner.owner, coverage }
}

const rgbAt = ({ data }: Pixels, at: number): Rgb => [data[3 * at] ?? 0, data[3 * at + 1] ?? 0, data[3 * at + 2] ?? 0]

function neighbours(at: number, width: number, { left, top, right, bottom }: Rect): number[] {
  const x = at % width
  const y = (at - x) / width
  const found = []
  if (x > left) found.push(at - 1)
  if (x + 1 < right) found.push(at + 1)
  if (y > top) found.push(at - width)
  if (y + 1 < bottom) found.push(at + width)
  return found
}

function gathered(
  claims: ReadonlyMap<number, Claim>,
  seeds: readonly { readonly label: number }[],
  width: number,
): Blob[] {
  const rects = seeds.map(() => ({ left: Infinity, top: Infinity, right: 0, bottom: 0 }))
  for (const [at, { owner }] of claims) {
    const rect = rects[owner]
    if (rect === undefined) continue
    const x = at % width
    const y = (at - x) / width
    rect.left = Math.min(rect.left, x)
    rect.right = Math.max(rect.right, x + 1)
    rect.top = Math.min(rect.top, y)
    rect.bottom = Math.max(rect.bottom, y + 1)
  }
  const blobs = seeds.map(({ label }, owner) => {
    const rect = rects[owner] ?? { left: 0, top: 0, right: 0, bottom: 0 }
    return { label, rect, coverage: new Float32Array(rectWidth(rect) * (rect.bottom - rect.top)) }
  })
  for (const [at, { owner, coverage }] of claims) {
    const blob = blobs[owner]
    if (blob === undefined) continue
    const x = at % width
    blob.coverage[((at - x) / width - blob.rect.top) * rectWidth(blob.rect) + x - blob.rect.left] = coverage
  }
  return blobs
}
